import { base } from '../../jest.preset.mjs';

export default {
  ...base,
  displayName: 'bus-kafka',
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/../../deploy/native/jest-kafka.mjs',
};
