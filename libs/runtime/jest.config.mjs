import { base } from '../../jest.preset.mjs';

export default {
  ...base,
  displayName: 'runtime',
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/../../deploy/native/jest-kafka.mjs',
};
