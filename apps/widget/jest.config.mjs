import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'widget', rootDir: import.meta.dirname };
