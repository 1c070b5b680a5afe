import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'presence', rootDir: import.meta.dirname };
