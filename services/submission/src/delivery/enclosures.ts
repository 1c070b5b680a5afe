// The files that go with a mail: as many as a mail server takes, in the order in which they were attached.
import type { ServicePorts } from '@frontdesk/nest';
import type { Attachment } from '@frontdesk/submission';
import type { Enclosure } from './mail-sender.js';

/** Servers take mails of 10 to 25 MB, and a file grows by a third on its way. */
const MOST_BYTES = 7 * 1024 * 1024;

/** Which fit; of the others the letter says where they are. */
export function fitting(files: readonly Attachment[]): readonly Attachment[] {
  let left = MOST_BYTES;
  return files.filter(({ bytes }) => bytes <= left && (left -= bytes) >= 0);
}

/** Their bytes. One that is gone has been taken back: it is left out. */
export async function enclosuresOf(
  files: readonly Attachment[],
  store: Pick<ServicePorts['files'], 'get'>,
): Promise<readonly Enclosure[]> {
  const read = await Promise.all(fitting(files).map(async (file) => ({ file, bytes: await store.get(file.fileId) })));
  const found = read.flatMap(({ file, bytes }) => (bytes === null ? [] : [{ file, bytes }]));
  return Promise.all(
    found.map(async ({ file: { name, mediaType }, bytes }) => ({ name, mediaType, content: await whole(bytes) })),
  );
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
