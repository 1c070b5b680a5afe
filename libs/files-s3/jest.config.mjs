import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'files-s3', rootDir: import.meta.dirname };
