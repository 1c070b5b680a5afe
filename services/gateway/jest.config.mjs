import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'gateway-service', rootDir: import.meta.dirname };
