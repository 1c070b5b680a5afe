// What is wrong with the place for files is said at the start, not by the first file.
import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './index.js';

const filesOf = (env: Readonly<Record<string, string>>) => readConfig(env).files;
const bucket = (name: string, beside: Readonly<Record<string, string>> = {}) =>
  filesOf({ FRONTDESK_FILES_BUCKET: name, ...beside }).bucket;

describe('F7b where files are kept', () => {
  test.each(['shop', 'shop-files.example', '0ab', 'a'.repeat(63)])('a bucket may be called %s', (name) =>
    expect(bucket(name)).toEqual({ name, endpoint: null, region: 'us-east-1' }),
  );

  test.each([
    ...['ab', 'a'.repeat(64), 'Shop', 'shop_files', 'shop/files', 'shop files', '-shop', 'shop-', 'shop..files'],
    ...['.shop', 'shop.-files', '192.168.5.4', 's3://shop', 'https://shop.s3.amazonaws.com'],
  ])('but not %s', (name) =>
    expect(() => bucket(name)).toThrow(
      new ConfigError(
        `FRONTDESK_FILES_BUCKET=${name}: use the name of a bucket alone, 3 to 63 small letters, digits, hyphens and dots.`,
      ),
    ),
  );

  test.each([
    [{ FRONTDESK_FILES_REGION: 'eu central' }, /^FRONTDESK_FILES_REGION=eu central: use the name of a region/],
    [{ FRONTDESK_FILES_ENDPOINT: 'minio:9000' }, /begins with http:\/\/ or https:\/\/\.$/],
    [{ FRONTDESK_FILES_ENDPOINT: 'http://' }, /begins with http:\/\/ or https:\/\/\.$/],
    [{ FRONTDESK_FILES_ENDPOINT: 'https://s3.example/?x=1' }, /without anything behind \? or #\.$/],
    [{ AWS_ACCESS_KEY_ID: 'id' }, /^AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY/],
    [{ AWS_SECRET_ACCESS_KEY: 'secret' }, /^AWS_SECRET_ACCESS_KEY is set without AWS_ACCESS_KEY_ID/],
  ])('nor beside it %j', (beside, sentence) => expect(() => bucket('shop', beside)).toThrow(sentence));

  test('a password in an address is refused, and not repeated', () => {
    const wrong = () => bucket('shop', { FRONTDESK_FILES_ENDPOINT: 'https://me:hush@s3.example' });
    expect(wrong).toThrow(/AWS_SECRET_ACCESS_KEY/);
    expect(wrong).not.toThrow(/hush/);
  });

  test('an endpoint needs a bucket', () =>
    expect(() => filesOf({ FRONTDESK_FILES_ENDPOINT: 'https://s3.example' })).toThrow(
      'FRONTDESK_FILES_ENDPOINT is set without FRONTDESK_FILES_BUCKET',
    ));

  test('what is set to nothing is not set', () =>
    expect(bucket('', { FRONTDESK_FILES_ENDPOINT: '', FRONTDESK_FILES_REGION: '' })).toBeNull());
});
