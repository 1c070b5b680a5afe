import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'assignment-queue-service', rootDir: import.meta.dirname };
