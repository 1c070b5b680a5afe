import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'demo-issuer', rootDir: import.meta.dirname };
