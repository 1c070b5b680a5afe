// The rows of one change: what the document is now, the hours that routing was told of, whose a site's key is.
import type { Queryable } from '@frontdesk/nest';
import type { StoredRecord } from '@frontdesk/journal';
import { assert } from '@frontdesk/kernel';
import { hoursState } from './hours-state.js';
import type { Step } from './routing-inputs.js';
import {
  deleteDocument,
  forgetAnnounced,
  freeSiteKey,
  rowIdOf,
  writeAnnounced,
  writeDocument,
  writeSiteKey,
} from './rows.js';

export async function writeChange(tx: Queryable, step: Step, record: StoredRecord | undefined): Promise<void> {
  assert(record !== undefined, 'every fact was stored');
  const { event, after } = step;
  const { workspace, at, meta } = record;
  if (event.type === 'settings.document_removed') {
    const { kind, id } = event.data;
    await deleteDocument(tx, workspace, kind, id);
    if (kind === 'groups') await forgetAnnounced(tx, workspace, id);
    if (kind === 'channels') await freeSiteKey(tx, workspace, id);
    return;
  }
  const { kind, id, version, document } = event.data;
  const row = { workspace, kind, id: rowIdOf(kind, id), version, body: document, created: after.version };
  await writeDocument(tx, { ...row, changedAt: new Date(at), changedBy: meta.actor });
  if (kind === 'hours') await writeAnnounced(tx, workspace, '', hoursState(after.hours, at));
  if (kind === 'groups') await writeHours(tx, step, id);
  if (kind === 'channels') await writeSiteKey(tx, workspace, id, after.channels.get(id)?.siteKey ?? '');
}

async function writeHours(tx: Queryable, { after, at }: Step, groupId: string): Promise<void> {
  const hours = after.groups.get(groupId)?.hours ?? null;
  if (hours === null) await forgetAnnounced(tx, after.workspace, groupId);
  else await writeAnnounced(tx, after.workspace, groupId, hoursState(hours, at));
}
