// What documents say of each other: whom they name must be there, and stays there as long as it is named.
import type { FieldError } from '@frontdesk/kernel';
import { fault, memberOf } from './check.js';
import type { DocumentKind, Documents, NamedDocuments, SingleDocuments } from './document.js';

/** All settings of one workspace, in full. */
export type WorkspaceDocuments = SingleDocuments & {
  readonly [Kind in keyof NamedDocuments]: ReadonlyMap<string, NamedDocuments[Kind]>;
};

/** One place at which a document names another one. */
interface Reference {
  readonly kind: 'groups' | 'agents' | 'channels' | 'submission-templates';
  readonly id: string;
  readonly pointer: string;
}

const NAMES = { groups: 'group', agents: 'agent', channels: 'channel', 'submission-templates': 'template' } as const;

/**
 * The faults of a document that is well formed by itself, among all others. `all` may hold the document already, or what
 * it was before.
 */
export function referenceFaults<Kind extends DocumentKind>(
  kind: Kind,
  id: string | null,
  document: Documents[Kind],
  all: WorkspaceDocuments,
): readonly FieldError[] {
  const unknown = referencesOf(kind, document).flatMap((one) =>
    // A group may name itself while it is being created; what that means is for the check of loops.
    all[one.kind].has(one.id) || (one.kind === kind && one.id === id)
      ? []
      : fault(one.pointer, `unknown_${NAMES[one.kind]}`, `there is no ${NAMES[one.kind]} ${one.id}`),
  );
  if (unknown.length > 0 || id === null) return unknown;
  return [...loops(kind, id, document, all), ...doubles(kind, id, document, all)];
}

/** The documents that name this one, as `kind` or `kind/id`, each once; none: it may be removed. */
export function usersOf(kind: DocumentKind, id: string, all: WorkspaceDocuments): readonly string[] {
  const users = [...everyDocument(all)].filter(
    ({ stream, references }) =>
      stream !== `${kind}/${id}` && references.some((one) => one.kind === kind && one.id === id),
  );
  return users.map(({ stream }) => stream).sort();
}

function* everyDocument(all: WorkspaceDocuments): Generator<{ stream: string; references: readonly Reference[] }> {
  for (const kind of ['agents', 'groups', 'channels', 'canned-replies'] as const) {
    for (const [id, document] of all[kind]) yield { stream: `${kind}/${id}`, references: referencesOf(kind, document) };
  }
  for (const kind of ['mode', 'routing-rules', 'rating', 'submission'] as const)
    yield { stream: kind, references: referencesOf(kind, all[kind]) };
}

type Finder<Kind extends DocumentKind> = (document: Documents[Kind]) => readonly Reference[];

const groupAt = (id: string, pointer: string): Reference => ({ kind: 'groups', id, pointer });
const groupsIn = ({ groupIds }: { readonly groupIds: readonly string[] }): readonly Reference[] =>
  groupIds.map((id, index) => groupAt(id, `/groupIds/${index}`));

function formsIn({ form, forms }: Documents['submission'], at: string): readonly Reference[] {
  const templateOf = ({ templateId }: typeof form, pointer: string): readonly Reference[] =>
    templateId === null ? [] : [{ kind: 'submission-templates', id: templateId, pointer: `${pointer}/templateId` }];
  return [
    ...templateOf(form, `${at}/form`),
    ...Object.entries(forms).flatMap(([channel, one]): readonly Reference[] => {
      const pointer = memberOf(`${at}/forms`, channel);
      return [{ kind: 'channels', id: channel, pointer }, ...templateOf(one, pointer)];
    }),
  ];
}

const FINDERS: { readonly [Kind in DocumentKind]?: Finder<Kind> } = {
  agents: groupsIn,
  'canned-replies': groupsIn,
  groups: ({ members, overflow, submission }) => [
    ...Object.keys(members).map((id): Reference => ({ kind: 'agents', id, pointer: memberOf('/members', id) })),
    ...overflow.map(({ groupId }, index) => groupAt(groupId, `/overflow/${index}/groupId`)),
    ...(submission === null ? [] : formsIn(submission, '/submission')),
  ],
  submission: (document) => formsIn(document, ''),
  channels: ({ defaultGroupId }) => [groupAt(defaultGroupId, '/defaultGroupId')],
  rating: ({ groups }) => Object.keys(groups).map((id) => groupAt(id, memberOf('/groups', id))),
  mode: ({ channels, groups }) => [
    ...Object.keys(channels).map((id): Reference => ({ kind: 'channels', id, pointer: memberOf('/channels', id) })),
    ...Object.keys(groups).map((id) => groupAt(id, memberOf('/groups', id))),
  ],
  'routing-rules': ({ rules }) =>
    rules.flatMap(({ result: { groupId, agentId } }, index): Reference[] => [
      ...(groupId === null ? [] : [groupAt(groupId, `/rules/${index}/result/groupId`)]),
      ...(agentId === null
        ? []
        : [{ kind: 'agents', id: agentId, pointer: `/rules/${index}/result/agentId` } as const]),
    ]),
};

const referencesOf = <Kind extends DocumentKind>(kind: Kind, document: Documents[Kind]): readonly Reference[] =>
  FINDERS[kind]?.(document) ?? [];

/** A chain that comes back to its group would send a visitor in circles (B5). */
function loops<Kind extends DocumentKind>(
  kind: Kind,
  id: string,
  document: Documents[Kind],
  all: WorkspaceDocuments,
): readonly FieldError[] {
  if (kind !== 'groups') return [];
  const { overflow } = document as Documents['groups'];
  return overflow.flatMap(({ groupId }, index) =>
    reaches(groupId, id, all) ? fault(`/overflow/${index}/groupId`, 'loop', `${groupId} leads back to ${id}`) : [],
  );
}

function reaches(from: string, to: string, { groups }: WorkspaceDocuments): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(groups.get(at)?.overflow ?? []).map(({ groupId }) => groupId));
  }
  return false;
}

/** What must be unique in a workspace: a site's key, and a shortcut within its language. */
function doubles<Kind extends DocumentKind>(
  kind: Kind,
  id: string,
  document: Documents[Kind],
  all: WorkspaceDocuments,
): readonly FieldError[] {
  if (kind === 'channels') {
    const { siteKey } = document as Documents['channels'];
    const other = [...all.channels].find(([known, one]) => known !== id && one.siteKey === siteKey);
    return other === undefined ? [] : fault('/siteKey', 'duplicate', `channel ${other[0]} has this key`);
  }
  if (kind !== 'canned-replies') return [];
  const { shortcut, language } = document as Documents['canned-replies'];
  const other = [...all['canned-replies']].find(
    ([known, one]) => known !== id && one.shortcut === shortcut && one.language === language,
  );
  return other === undefined ? [] : fault('/shortcut', 'duplicate', `reply ${other[0]} has this shortcut`);
}
