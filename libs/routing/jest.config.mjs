import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'routing', rootDir: import.meta.dirname };
