import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'conversation', rootDir: import.meta.dirname };
