import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'distributed', rootDir: import.meta.dirname };
