import { base } from '../../jest.preset.mjs';

export default {
  ...base,
  displayName: 'lease-redis',
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/../../deploy/native/jest-redis.mjs',
};
