import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'conversation-service', rootDir: import.meta.dirname };
