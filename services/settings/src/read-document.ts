// A document's row as it is answered.
import type { Versioned } from '@frontdesk/contracts';
import { completeDocument, type DocumentKind, type Documents, type GivenDocuments } from '@frontdesk/settings';
import type { DataSource } from 'typeorm';
import { documentRows, rowIdOf, type DocumentRow } from './rows.js';

/** null: there is none, or it is another workspace's. */
export async function readDocument<Kind extends DocumentKind>(
  db: DataSource,
  workspace: string,
  kind: Kind,
  id: string | null,
): Promise<Versioned<Documents[Kind]> | null> {
  const row = await db.getRepository(documentRows).findOneBy({ workspace, kind, id: rowIdOf(kind, id) });
  return row === null ? null : answerOf(kind, row);
}

/** By id. */
export async function listDocuments<Kind extends DocumentKind>(
  db: DataSource,
  workspace: string,
  kind: Kind,
): Promise<readonly Versioned<Documents[Kind]>[]> {
  const rows = await db.getRepository(documentRows).find({ where: { workspace, kind }, order: { id: 'ASC' } });
  return rows.map((row) => answerOf(kind, row));
}

function answerOf<Kind extends DocumentKind>(kind: Kind, row: DocumentRow): Versioned<Documents[Kind]> {
  const { id, version, changedAt, changedBy, body } = row;
  const document = completeDocument<Kind>(kind, body as GivenDocuments[Kind]);
  return { id: id === '' ? null : id, version, changedAt: changedAt.toISOString(), changedBy, document };
}
