import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'settings-service', rootDir: import.meta.dirname };
