// What agents and groups are called: the last name that settings gave them.
import type { NameOf } from '@frontdesk/routing';
import type { OpenLog } from '../database/open-log.js';

interface Saved {
  readonly kind: string;
  readonly id: string | null;
  readonly document: { readonly name?: string };
}

/** Without settings in the log, ids are their own names. */
export async function namesOf({ poolOf, readers }: OpenLog, workspace: string): Promise<NameOf> {
  const names = new Map<string, string>();
  if (readers.has('settings')) {
    const { rows } = await poolOf('settings').query<{ body: string }>(
      `SELECT body FROM settings.record
       WHERE topic = 'settings.events' AND workspace = $1 AND type = 'settings.document_saved' ORDER BY partition, seq`,
      [workspace],
    );
    for (const { body } of rows) {
      const { kind, id, document } = JSON.parse(body) as Saved;
      if (id !== null && document.name !== undefined) names.set(`${kind}/${id}`, document.name);
    }
  }
  return { agent: (id) => names.get(`agents/${id}`) ?? id, group: (id) => names.get(`groups/${id}`) ?? id };
}
