import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'all-in-one', rootDir: import.meta.dirname };
