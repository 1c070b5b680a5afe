import { base } from '../../jest.preset.mjs';
import { ALONE } from '../alone/jest.config.mjs';

export default {
  ...base,
  displayName: 'stories',
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: [`/(${ALONE.join('|')})\\.spec\\.ts$`],
};
