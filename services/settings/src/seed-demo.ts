// A workspace to look at: two groups, four people, ordinary rules. What was ever saved there is left alone, so it can
// run at every start.
import { DEFAULTS, type AgentDocument, type DocumentKind } from '@frontdesk/settings';
import type { SettingsDocuments } from './documents.js';

const person = (
  name: string,
  id: string,
  role: AgentDocument['role'],
  limit: number,
  groupIds: readonly string[],
): [DocumentKind, string, object] => ['agents', id, { name, email: `${id}@demo.example`, limit, groupIds, role }];

const nineToFive = [{ start: '09:00', end: '17:00' }];

// Groups come first: agents are in them.
const documentsOf = (workspace: string): readonly (readonly [DocumentKind, string | null, unknown])[] => [
  ['groups', 'support', { name: 'Support', guide: 'Questions about orders, parcels and accounts.' }],
  ['groups', 'sales', { name: 'Sales', guide: 'Questions before buying.' }],
  [
    'channels',
    'web',
    {
      ...{
        name: 'Shop',
        enabled: true,
        siteKey: workspace,
        allowedOrigins: [],
        defaultGroupId: 'support',
        languages: [],
      },
      look: { title: '', colour: null, side: 'end', logo: null, greeting: '' },
    },
  ],
  ['queue', null, DEFAULTS.queue],
  ['submission', null, DEFAULTS.submission],
  [
    'hours',
    null,
    {
      alwaysOpen: true,
      timeZone: 'Europe/Berlin',
      weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive, sat: [], sun: [] },
    },
  ],
  ['strategy', null, DEFAULTS.strategy],
  ['mode', null, DEFAULTS.mode],
  ['presence', null, DEFAULTS.presence],
  ['conversation', null, DEFAULTS.conversation],
  ['rating', null, { ...DEFAULTS.rating, enabled: true }],
  ['tags', null, DEFAULTS.tags],
  ['summary-fields', null, DEFAULTS['summary-fields']],
  ['messages', null, DEFAULTS.messages],
  ['routing-rules', null, DEFAULTS['routing-rules']],
  person('Ana', 'ana', 'agent', 3, ['support', 'sales']),
  person('Ben', 'ben', 'agent', 3, ['support']),
  person('Sue', 'sue', 'supervisor', 2, ['sales']),
  person('Ada', 'ada', 'admin', 0, []),
];

export async function seedDemo(documents: SettingsDocuments, workspace: string): Promise<void> {
  const by = { workspace, actor: 'demo-seed', requestId: 'demo-seed' };
  for (const [kind, id, document] of documentsOf(workspace)) {
    if (!(await documents.known(workspace, kind, id))) await documents.save(by, kind, id, null, document);
  }
}
