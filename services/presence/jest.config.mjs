import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'presence-service', rootDir: import.meta.dirname };
