// Files in a bucket that speaks S3. What is small goes in one piece, what is bigger in parts: no more than one part of a
// file is ever held in memory.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { expectKey, type Bytes, type FileStore } from '@frontdesk/files';

export interface Bucket {
  readonly name: string;
  /** Null: Amazon's own of the region. */
  readonly endpoint: string | null;
  readonly region: string;
}

/** The least that S3 takes as a part, the last one apart, is 5 MiB. */
const PART_BYTES = 8 * 1024 * 1024;

export class S3FileStore implements FileStore {
  private readonly client: S3Client;

  /** Credentials are found where Amazon's tools look for them: the environment, a profile, the machine's role. */
  constructor(private readonly bucket: Bucket) {
    const { endpoint, region } = bucket;
    this.client = new S3Client({
      region,
      // Servers of others have no host for each bucket, and some refuse checksums that they do not know.
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(key: string, bytes: Bytes): Promise<void> {
    expectKey(key);
    const at = this.at(key);
    let upload: string | null = null;
    const parts: CompletedPart[] = [];
    try {
      for await (const { body, last } of inParts(bytes)) {
        if (last && upload === null) return void (await this.client.send(new PutObjectCommand({ ...at, Body: body })));
        upload ??= (await this.client.send(new CreateMultipartUploadCommand(at))).UploadId ?? '';
        const PartNumber = parts.length + 1;
        const part = { ...at, UploadId: upload, PartNumber, Body: body };
        parts.push({ PartNumber, ETag: (await this.client.send(new UploadPartCommand(part))).ETag });
      }
      const done = { ...at, UploadId: upload ?? '', MultipartUpload: { Parts: parts } };
      await this.client.send(new CompleteMultipartUploadCommand(done));
    } catch (error) {
      // Parts of what never became a file would be kept, and paid for, for ever.
      if (upload !== null) await this.forget(key, upload);
      throw error;
    }
  }

  async get(key: string): Promise<Bytes | null> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand(this.at(key)));
      return (Body as Bytes | undefined) ?? null;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.at(key)));
  }

  close(): void {
    this.client.destroy();
  }

  private at(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.bucket.name, Key: key };
  }

  private async forget(key: string, UploadId: string): Promise<void> {
    await this.client.send(new AbortMultipartUploadCommand({ ...this.at(key), UploadId })).catch(() => undefined);
  }
}

/** Parts of one size, and the last one of whatever is left; nothing at all is one empty part. */
async function* inParts(bytes: Bytes): AsyncGenerator<{ readonly body: Buffer; readonly last: boolean }> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    held.push(piece);
    size += piece.length;
    while (size > PART_BYTES) {
      const all = Buffer.concat(held);
      yield { body: all.subarray(0, PART_BYTES), last: false };
      held = [all.subarray(PART_BYTES)];
      size -= PART_BYTES;
    }
  }
  yield { body: Buffer.concat(held), last: true };
}
