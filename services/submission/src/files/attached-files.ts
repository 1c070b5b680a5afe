// The rows of files that are left with submissions. One that no submission has taken is due, and is removed then: when it
// was uploaded and the form never sent, or when its upload broke off.
//
//   upload begins ─▶ due in an hour ─▶ bytes durable ─▶ a submission takes it: no due time
import { RowsRefused } from '@frontdesk/journal';
import {
  PORTS,
  queryableOf,
  uploadEnds,
  type Queryable,
  type ServicePorts,
  type UploadRow,
  type UploadRows,
} from '@frontdesk/nest';
import type { Attachment } from '@frontdesk/submission';
import { Inject, Injectable } from '@nestjs/common';

/** The refusal when a file has gone meanwhile, or is another submission's. */
export const FILE_NOT_FREE = 'file_not_free';

const COLUMNS = 'file_id AS "fileId", name, media_type AS "mediaType", bytes::int AS bytes';

@Injectable()
export class AttachedFiles {
  private readonly db: Queryable;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    this.db = queryableOf(ports);
  }

  /** The rows as an upload of this visitor's under this key uses them. */
  of(workspace: string, visitorId: string, uploadKey: string): UploadRows {
    return {
      unsent: async () => {
        const counting = `SELECT count(*)::int AS n FROM stored_file
          WHERE workspace = $1 AND visitor_id = $2 AND submission_id IS NULL`;
        return Number((await this.db.query(counting, [workspace, visitorId])).rows[0]?.['n']);
      },
      begin: async (dueAt) => {
        const rows = await this.rows(
          `INSERT INTO stored_file (file_id, workspace, visitor_id, upload_key, due_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (workspace, visitor_id, upload_key) DO UPDATE SET upload_key = excluded.upload_key
           RETURNING ${COLUMNS}`,
          [this.ports.ids.next(), workspace, visitorId, uploadKey, dueAt],
        );
        return rows[0] as UploadRow;
      },
      ...uploadEnds(this.ports.db),
    };
  }

  /** Whole ones of this visitor's that no submission has taken yet, by id. */
  async free(workspace: string, visitorId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Attachment>> {
    if (ids.length === 0) return new Map();
    const rows = await this.rows(
      `SELECT ${COLUMNS} FROM stored_file WHERE workspace = $1 AND visitor_id = $2 AND file_id = ANY($3)
         AND submission_id IS NULL AND media_type IS NOT NULL`,
      [workspace, visitorId, ids],
    );
    return new Map(
      rows.map(({ fileId, name, mediaType, bytes }) => [fileId, { fileId, name, mediaType: mediaType ?? '', bytes }]),
    );
  }

  /** In the append of the submission. @throws RowsRefused */
  async claim(tx: Queryable, submissionId: string, files: readonly Attachment[]): Promise<void> {
    if (files.length === 0) return;
    const ids = files.map(({ fileId }) => fileId);
    const { rows } = await tx.query(
      `UPDATE stored_file SET submission_id = $2, due_at = NULL
       WHERE file_id = ANY($1) AND media_type IS NOT NULL AND submission_id IS NULL RETURNING file_id`,
      [ids, submissionId],
    );
    if (rows.length < ids.length) throw new RowsRefused(FILE_NOT_FREE);
  }

  async find(workspace: string, submissionId: string, fileId: string): Promise<UploadRow | null> {
    const where = 'workspace = $1 AND submission_id = $2 AND file_id = $3';
    return (
      (await this.rows(`SELECT ${COLUMNS} FROM stored_file WHERE ${where}`, [workspace, submissionId, fileId]))[0] ??
      null
    );
  }

  /** One that a submission has taken. */
  async byId(fileId: string): Promise<UploadRow | null> {
    const where = 'file_id = $1 AND submission_id IS NOT NULL';
    return (await this.rows(`SELECT ${COLUMNS} FROM stored_file WHERE ${where}`, [fileId]))[0] ?? null;
  }

  private async rows(sql: string, params: readonly unknown[]): Promise<readonly UploadRow[]> {
    return (await this.db.query(sql, params)).rows as readonly unknown[] as readonly UploadRow[];
  }
}
