import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'submission-service', rootDir: import.meta.dirname };
