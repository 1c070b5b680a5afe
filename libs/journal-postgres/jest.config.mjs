import { base } from '../../jest.preset.mjs';

export default {
  ...base,
  displayName: 'journal-postgres',
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/../../deploy/native/jest-postgres.mjs',
};
