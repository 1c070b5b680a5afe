import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'files', rootDir: import.meta.dirname };
