import { base } from '../../jest.preset.mjs';

/** Stories that say how fast something is, fill the machine or kill parts of it: they run with nothing beside them. */
export const ALONE = ['day', 'kill', 'load', 'start'];

export default {
  ...base,
  displayName: 'alone',
  rootDir: '../stories',
  testRegex: [`/(${ALONE.join('|')})\\.spec\\.ts$`],
};
