import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'journal', rootDir: import.meta.dirname };
