import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'kernel', rootDir: import.meta.dirname };
