import { base } from '../../jest.preset.mjs';

export default { ...base, displayName: 'deploy', rootDir: import.meta.dirname, testRegex: '\\.spec\\.mjs$' };
