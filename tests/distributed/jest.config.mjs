import { base } from '../../jest.preset.mjs';

/** Stories that say the same on both runtimes, run here on the distributed one. */
const STORIES = ['load', 'bad-input', 'endings'];

export default {
  ...base,
  displayName: 'distributed',
  rootDir: '..',
  roots: ['<rootDir>/distributed', '<rootDir>/stories'],
  testRegex: ['/distributed/[^/]+\\.spec\\.ts$', `/stories/(${STORIES.join('|')})\\.spec\\.ts$`],
  // The preset's pattern for built output begins like the name of this folder.
  modulePathIgnorePatterns: [],
  globals: { FRONTDESK_RUNTIME: 'distributed' },
};
