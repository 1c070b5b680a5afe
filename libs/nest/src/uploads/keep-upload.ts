// A file on its way in, whatever it belongs to: its row comes first, its bytes are durable before anything refers to it, and
// what breaks off is found by its due time.
import type { StoredFile } from '@frontdesk/contracts';
import type { Bytes } from '@frontdesk/files';
import type { ServicePorts } from '../ports.js';
import { ProblemException } from '../problem.js';
import type { Orphans } from './orphans.js';
import { receiveFile, type FileRules, type ReceivedFile } from './receive-file.js';

export interface UploadRow {
  readonly fileId: string;
  readonly name: string;
  /** Null: its bytes are not all there yet. */
  readonly mediaType: string | null;
  readonly bytes: number;
}

/** The rows of one sender at one place. */
export interface UploadRows {
  /** How many they have uploaded there and not sent. */
  unsent(): Promise<number>;
  /** The row of this upload: a new one, or that of the same key. */
  begin(dueAt: Date): Promise<UploadRow>;
  /** Its bytes are durable: from now on something may refer to it. */
  finish(fileId: string, received: ReceivedFile): Promise<void>;
  forget(fileId: string): Promise<void>;
}

/** How an upload ends, in the table that every service with files has. */
export const uploadEnds = (db: ServicePorts['db']): Pick<UploadRows, 'finish' | 'forget'> => ({
  finish: async (fileId, { name, mediaType, bytes }) => {
    const set = 'UPDATE stored_file SET name = $2, media_type = $3, bytes = $4 WHERE file_id = $1';
    await db.query(set, [fileId, name, mediaType, bytes]);
  },
  forget: async (fileId) => {
    await db.query('DELETE FROM stored_file WHERE file_id = $1 AND media_type IS NULL', [fileId]);
  },
});

export interface Incoming {
  readonly name: string;
  readonly body: Bytes;
  readonly rules: FileRules;
}

/** So long an uploaded file waits to be sent. */
const WAITS_MS = 60 * 60 * 1000;
const MOST_UNSENT = 20;

/** @throws ProblemException too_many_requests, unavailable, and those of `receiveFile` */
export async function keepUpload(
  ports: Pick<ServicePorts, 'clock' | 'files' | 'alarm'>,
  orphans: Orphans,
  rows: UploadRows,
  { name, body, rules }: Incoming,
): Promise<StoredFile> {
  if ((await rows.unsent()) >= MOST_UNSENT) {
    const detail = `${MOST_UNSENT} files wait to be sent already. Send those first.`;
    throw new ProblemException('too_many_requests', detail);
  }
  const dueAt = new Date(ports.clock.now() + WAITS_MS);
  const row = await rows.begin(dueAt);
  orphans.expect(dueAt);
  if (row.mediaType !== null) return storedFile(row);
  const { fileId } = row;
  const received = await receiveFile(ports.files, fileId, name, body, rules).catch(async (error: unknown) => {
    await rows.forget(fileId).catch(() => undefined);
    if (error instanceof ProblemException) throw error;
    // The sender has hung up, or there is no room or no bucket: of the two the second is ours.
    ports.alarm('a file could not be kept', { error: (error as { message?: unknown } | null)?.message });
    throw new ProblemException('unavailable', 'The file could not be kept right now. Try again.');
  });
  await rows.finish(fileId, received);
  return { fileId, ...received };
}

export const storedFile = ({ fileId, name, mediaType, bytes }: UploadRow): StoredFile => ({
  ...{ fileId, name, mediaType: mediaType ?? '', bytes },
});
