import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'checker', rootDir: import.meta.dirname };
