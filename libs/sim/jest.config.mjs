import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'sim', rootDir: import.meta.dirname };
