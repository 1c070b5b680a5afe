import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'embedded-postgres', rootDir: import.meta.dirname };
