// Files in a bucket keep the contract; the bucket is a stand-in that speaks as much of S3 as we do.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FILES_CONTRACT } from '@frontdesk/files/testing';
import { startS3StandIn, type S3StandIn } from '../../../deploy/native/s3-stand-in.mjs';
import { S3FileStore } from './index.js';

let s3: S3StandIn;
let store: S3FileStore;

beforeAll(async () => {
  s3 = await startS3StandIn({ bucket: 'files', keyId: 'stand-in' });
  process.env['AWS_ACCESS_KEY_ID'] = 'stand-in';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'not a secret';
  store = new S3FileStore({ name: 'files', endpoint: s3.url, region: 'us-east-1' });
});
beforeEach(() => s3.empty());
afterAll(async () => {
  store.close();
  await s3.stop();
});

describe('files in a bucket', () => {
  for (const { name, run } of FILES_CONTRACT) test(name, () => run(store));

  test('F7b leave no parts behind when they break off', async () => {
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 12; i++) yield await Promise.resolve(Buffer.alloc(1024 * 1024));
      throw new Error('cut');
    };
    await expect(store.put('key-1', bytes())).rejects.toThrow('cut');
    expect(s3.unfinished()).toBe(0);
    expect(s3.seen()).toContain('DELETE /files/key-1?uploadId');
  });

  test('F7b a bucket that is not there says so', async () => {
    const lost = new S3FileStore({ name: 'nowhere', endpoint: s3.url, region: 'us-east-1' });
    await expect(lost.get('key-1')).rejects.toThrow(/NoSuchBucket/);
    lost.close();
  });
});
