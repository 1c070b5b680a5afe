// The rows of files. One that no message refers to has a due time, at which it is removed: when it was uploaded and never
// sent, when its upload broke off, when its message was taken back.
//
//   upload begins ─▶ due in an hour ─▶ bytes durable ─▶ a message refers to it: no due time ─▶ recalled: due now
import type { MessageFile } from '@frontdesk/conversation';
import { RowsRefused } from '@frontdesk/journal';
import { PORTS, uploadEnds, type Queryable, type ServicePorts, type UploadRow, type UploadRows } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

export interface FileRow extends UploadRow {
  readonly workspace: string;
  readonly conversationId: string;
  readonly uploader: string;
  /** The message that refers to it; null: none yet. */
  readonly clientMessageId: string | null;
  /** That message is a note. */
  readonly note: boolean;
  readonly dueAt: Date | null;
}

/** Its message was: it goes as soon as may be. */
export const isTakenBack = ({ clientMessageId, dueAt }: FileRow): boolean => clientMessageId !== null && dueAt !== null;

/** Where it belongs and who sends it. */
export interface FileOwner {
  readonly workspace: string;
  readonly conversationId: string;
  readonly uploader: string;
}

/** The refusal when the file that a message refers to has gone meanwhile, or is another message's. */
export const FILE_NOT_FREE = 'file_not_free';

const COLUMNS = `file_id AS "fileId", workspace, conversation_id AS "conversationId", uploader, name,
  media_type AS "mediaType", bytes::int AS bytes, client_message_id AS "clientMessageId", note, due_at AS "dueAt"`;

@Injectable()
export class StoredFiles {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** The rows as an upload under this key uses them. */
  of(owner: FileOwner, uploadKey: string): UploadRows {
    return {
      unsent: () => this.unsent(owner),
      begin: (dueAt) => this.begin(owner, uploadKey, dueAt),
      ...uploadEnds(this.ports.db),
    };
  }

  async find(workspace: string, conversationId: string, fileId: string): Promise<FileRow | null> {
    const where = 'workspace = $1 AND conversation_id = $2 AND file_id = $3';
    return (
      (await this.query(`SELECT ${COLUMNS} FROM stored_file WHERE ${where}`, [workspace, conversationId, fileId]))[0] ??
      null
    );
  }

  async byId(fileId: string): Promise<FileRow | null> {
    return (await this.query(`SELECT ${COLUMNS} FROM stored_file WHERE file_id = $1`, [fileId]))[0] ?? null;
  }

  /** In the append of the message; the same message again finds it its own. @throws RowsRefused */
  async claim(tx: Queryable, file: MessageFile, clientMessageId: string, note: boolean): Promise<void> {
    const { rows } = await tx.query(
      `UPDATE stored_file SET client_message_id = $2, note = $3, due_at = NULL
       WHERE file_id = $1 AND media_type IS NOT NULL
         AND (client_message_id = $2 AND due_at IS NULL OR client_message_id IS NULL) RETURNING file_id`,
      [file.fileId, clientMessageId, note],
    );
    if (rows.length === 0) throw new RowsRefused(FILE_NOT_FREE);
  }

  /** In the append of the message that carries it: a file that was left with a submission becomes this conversation's. */
  async adopt(tx: Queryable, workspace: string, conversationId: string, clientMessageId: string, file: MessageFile) {
    const { fileId, name, mediaType, bytes } = file;
    await tx.query(
      `INSERT INTO stored_file (file_id, workspace, conversation_id, uploader, upload_key, name, media_type, bytes,
         client_message_id) VALUES ($1, $2, $3, 'submission', $1, $4, $5, $6, $7) ON CONFLICT (file_id) DO NOTHING`,
      [fileId, workspace, conversationId, name, mediaType, bytes, clientMessageId],
    );
  }

  /** In the append of the recall. */
  async release(tx: Queryable, { fileId }: MessageFile, at: Date): Promise<void> {
    await tx.query('UPDATE stored_file SET due_at = coalesce(due_at, $2) WHERE file_id = $1', [fileId, at]);
  }

  private async begin(
    { workspace, conversationId, uploader }: FileOwner,
    uploadKey: string,
    dueAt: Date,
  ): Promise<FileRow> {
    const rows = await this.query(
      `INSERT INTO stored_file (file_id, workspace, conversation_id, uploader, upload_key, due_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (workspace, conversation_id, uploader, upload_key) DO UPDATE SET upload_key = excluded.upload_key
       RETURNING ${COLUMNS}`,
      [this.ports.ids.next(), workspace, conversationId, uploader, uploadKey, dueAt],
    );
    return rows[0] as FileRow;
  }

  private async unsent({ workspace, conversationId, uploader }: FileOwner): Promise<number> {
    const [counted] = await this.ports.db.query<[{ readonly n: number }]>(
      `SELECT count(*)::int AS n FROM stored_file WHERE workspace = $1 AND conversation_id = $2 AND uploader = $3
         AND client_message_id IS NULL`,
      [workspace, conversationId, uploader],
    );
    return counted.n;
  }

  private async query(sql: string, params: readonly unknown[]): Promise<readonly FileRow[]> {
    return this.ports.db.query<FileRow[]>(sql, [...params]);
  }
}
