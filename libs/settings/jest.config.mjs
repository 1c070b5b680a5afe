import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'settings', rootDir: import.meta.dirname };
