// Why a change is refused: faults of the documents among each other, and refusals with what the client needs to go on.
import { notFound, ProblemException, problemOf, type ServicePorts } from '@frontdesk/nest';
import type { FieldError } from '@frontdesk/kernel';
import {
  completeSaved,
  memberOf,
  referenceFaults,
  usersOf,
  type SettingsCommand,
  type SettingsRefusal,
} from '@frontdesk/settings';
import { readDocument } from './read-document.js';
import type { Step } from './routing-inputs.js';
import { worldFaults } from './world.js';
import type { WorkspaceSettings } from './workspace-settings.js';

/** Of changes that are well formed one by one, seen from the settings after all of them; null: they may be made. */
export function faultsOf(steps: readonly Step[], after: WorkspaceSettings): ProblemException | null {
  const faults: FieldError[] = [];
  for (const { event } of steps) {
    if (event.type === 'settings.document_removed') {
      const { kind, id } = event.data;
      const users = usersOf(kind, id, after);
      if (users.length > 0) return inUse(`${kind}/${id}`, users);
      continue;
    }
    const { kind, id } = event.data;
    const document = completeSaved(event.data);
    const found = [...worldFaults(kind, document), ...referenceFaults(kind, id, document, after)];
    // Of many documents each fault says in which it is, as if they stood in one.
    const at = steps.length === 1 ? '' : (id === null ? [kind] : [kind, id]).reduce(memberOf, '');
    faults.push(...found.map((fault) => ({ ...fault, pointer: at + fault.pointer })));
  }
  return faults.length === 0 ? null : invalid(faults);
}

/** The core's refusal of one command; of a stale one with the document as it is now, to be merged. */
export async function refusalOf(
  { db }: ServicePorts,
  workspace: string,
  { kind, id }: SettingsCommand,
  refusal: SettingsRefusal,
): Promise<ProblemException> {
  if (refusal.rejected === 'unknown_document') return notFound('document');
  if (refusal.rejected !== 'stale') return problemOf(refusal);
  const current = await readDocument(db, workspace, kind, id);
  return new ProblemException('stale', refusal.detail, undefined, { current });
}

export const invalid = (errors: readonly FieldError[]): ProblemException =>
  new ProblemException('invalid_document', 'The document has faults; nothing was changed.', errors);

const inUse = (stream: string, users: readonly string[]): ProblemException =>
  new ProblemException('in_use', `${stream} is still named by ${users.join(', ')}. Change them first.`, undefined, {
    users,
  });
