import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'nest', rootDir: import.meta.dirname };
