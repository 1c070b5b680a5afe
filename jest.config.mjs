export default {
  projects: [
    '<rootDir>/libs/*/jest.config.mjs',
    '<rootDir>/services/*/jest.config.mjs',
    '<rootDir>/apps/*/jest.config.mjs',
    '<rootDir>/tests/*/jest.config.mjs',
    '<rootDir>/tools/jest.config.mjs',
  ],
};
