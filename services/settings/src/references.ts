// What one document says of others, and of the world's time zones: what the core can't know.
import type { FieldError } from '@frontdesk/kernel';
import type { AgentDocument, DocumentKind, HoursDocument } from '@frontdesk/settings';
import { zoneExists } from './hours-state.js';
import type { WorkspaceSettings } from './workspace-settings.js';

/** `document` is known to be valid by itself. */
export function referenceFaults(
  kind: DocumentKind,
  document: unknown,
  settings: WorkspaceSettings,
): readonly FieldError[] {
  if (kind === 'agents') return unknownGroups(document as AgentDocument, settings);
  if (kind === 'hours') return unknownZone(document as HoursDocument);
  return [];
}

/** The agents who are in the group. */
export const usersOf = (groupId: string, { agents }: WorkspaceSettings): readonly string[] =>
  [...agents].filter(([, { groupIds }]) => groupIds.includes(groupId)).map(([id]) => id);

const unknownGroups = ({ groupIds }: AgentDocument, { groups }: WorkspaceSettings): readonly FieldError[] =>
  groupIds.flatMap((id, index) =>
    groups.has(id)
      ? []
      : [{ pointer: `/groupIds/${index}`, code: 'unknown_group', message: `there is no group ${id}` }],
  );

const unknownZone = ({ timeZone }: HoursDocument): readonly FieldError[] =>
  zoneExists(timeZone) ? [] : [{ pointer: '/timeZone', code: 'unknown_zone', message: `${timeZone} is no known zone` }];
