// What is thrown of a configuration that can't be used.

/** A value that can't be used: shown to the person who starts the product, exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
