import { base } from '../../jest.preset.mjs';

/** Stories that say how fast something is, or fill the machine: they run with nothing beside them but what takes what others leave of the processor. */
export const ALONE = ['day', 'load', 'start'];

export default {
  ...base,
  displayName: 'alone',
  rootDir: '../stories',
  testRegex: [`/(${ALONE.join('|')})\\.spec\\.ts$`],
};
