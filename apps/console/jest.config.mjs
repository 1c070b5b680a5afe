import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'console', rootDir: import.meta.dirname };
