import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'lease', rootDir: import.meta.dirname };
