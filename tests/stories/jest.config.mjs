import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'stories', rootDir: import.meta.dirname };
