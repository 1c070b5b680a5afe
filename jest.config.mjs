export default {
  projects: [
    '<rootDir>/services/*/jest.config.mjs',
    '<rootDir>/libs/*/jest.config.mjs',
    '<rootDir>/apps/cli/jest.config.mjs',
  ],
};
