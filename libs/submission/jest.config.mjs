import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'submission', rootDir: import.meta.dirname };
