// Documents that are refused, each with every place at which it is wrong.
import { DEFAULTS } from '@frontdesk/settings';

const agent = { name: 'Zoe', email: 'zoe@demo.example', limit: 2, groupIds: ['support'], role: 'agent' };
const group = { name: 'Night', guide: '' };
const queue = { enabled: true, maxLength: 20, maxWaitSeconds: 600, abandonAfterSeconds: 120, message: '' };
const strategy = { method: 'saturation', directReturnMinutes: 10 };
const presence = { statuses: [], graceSeconds: 30, agentLost: 'keep', approval: false, idleBusyMinutes: null };
const look = { title: '', colour: null, side: 'end', logo: null, greeting: '' };
const channel = {
  ...{
    name: 'Shop',
    enabled: true,
    siteKey: 'shop',
    allowedOrigins: [],
    defaultGroupId: 'support',
    languages: [],
    look,
  },
};
const reply = { title: 'Hi', shortcut: 'hi', text: 'Hi!', language: null, groupIds: [] };
const block = { what: 'visitor', value: 'v-1', reason: 'Spam', until: null };
const tag = { id: 'bug', name: 'Bug', colour: 'red', retired: false };
const field = { id: 'order', label: 'Order', kind: 'text', choices: [], required: true };
const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const hours = { alwaysOpen: false, timeZone: 'Europe/Berlin', weekly: week };
const words = { entry: '', position: '', reassurance: '', warning: '' };
const rules = (...conditions: readonly object[]) => ({
  rules: [{ id: 'r', name: 'R', enabled: true, conditions, result: { priority: 1 } }],
});
const settles = (result: object) => ({ rules: [{ id: 'r', name: 'R', enabled: true, conditions: [], result }] });
const link = (change: object) => ({ groupId: 'sales', when: 'any', afterSeconds: null, ...change });

/** What is wrong in words, the document's path, the document, and where its faults are. */
export const REFUSED_DOCUMENTS: readonly (readonly [string, string, unknown, readonly string[]])[] = [
  ['no object', 'agents/zoe', 'Zoe', ['']],
  ['empty', 'agents/zoe', {}, ['/email', '/groupIds', '/limit', '/name', '/role']],
  ['a limit in words', 'agents/zoe', { ...agent, limit: '2' }, ['/limit']],
  [
    'many things at once',
    'agents/zoe',
    { ...agent, name: '', limit: 101, role: 'boss', x: 1 },
    ['/limit', '/name', '/role', '/x'],
  ],
  ['B3b a level beyond 5', 'agents/zoe', { ...agent, skills: { german: 6, 'c++': 5 } }, ['/skills/german']],
  ['B3b a skill that is a path', 'agents/zoe', { ...agent, skills: { '../x': 1 } }, ['/skills/..~1x']],
  ['B3c half a weight', 'agents/zoe', { ...agent, weights: { email: 0.5 } }, ['/weights/email']],
  ['a group that is not there', 'agents/zoe', { ...agent, groupIds: ['support', 'moon'] }, ['/groupIds/1']],
  ['an id that is none', 'agents/z oe', agent, ['/id']],
  ['B2a a place of preference below 1', 'groups/night', { ...group, members: { ana: 0 } }, ['/members/ana']],
  ['B2a a member that is not there', 'groups/night', { ...group, members: { moon: 1 } }, ['/members/moon']],
  ['B3 a picture from nowhere', 'agents/nia', { ...agent, picture: 'http://shop.example/nia.png' }, ['/picture']],
  ['B2 a picture from nowhere', 'groups/night', { ...group, picture: 'javascript:alert(1)' }, ['/picture']],
  [
    'B5a a wait without seconds',
    'groups/night',
    { ...group, overflow: [link({ when: 'waited' })] },
    ['/overflow/0/afterSeconds'],
  ],
  [
    'B5a seconds without a wait',
    'groups/night',
    { ...group, overflow: [link({ afterSeconds: 5 })] },
    ['/overflow/0/afterSeconds'],
  ],
  ['B5a one link twice', 'groups/night', { ...group, overflow: [link({}), link({})] }, ['/overflow/1']],
  [
    'B5b a chain to itself',
    'groups/night',
    { ...group, overflow: [link({ groupId: 'night' })] },
    ['/overflow/0/groupId'],
  ],
  [
    'B2b a queue of its own that is wrong',
    'groups/night',
    { ...group, queue: { ...queue, maxLength: -1 } },
    ['/queue/maxLength'],
  ],
  [
    'B2b hours of its own in no zone',
    'groups/night',
    { ...group, hours: { ...hours, timeZone: 'Mars/Base' } },
    ['/hours/timeZone'],
  ],
  ['B8 a queue that opens again when it is full', 'queue', { ...queue, reopenAt: 20 }, ['/reopenAt']],
  ['B8 a queue that is never full and opens again', 'queue', { ...queue, maxLength: null, reopenAt: 3 }, ['/reopenAt']],
  ['B8 a warning after the end', 'queue', { ...queue, warnBeforeSeconds: 600 }, ['/warnBeforeSeconds']],
  ['B8 no slot', 'queue', { ...queue, maxPerSlot: 0, maxOvertakes: 0 }, ['/maxOvertakes', '/maxPerSlot']],
  [
    'B8 a misspelt placeholder',
    'queue',
    { ...queue, messages: { de: { ...words, entry: '{{postion}}' } } },
    ['/messages/de/entry'],
  ],
  ['B8 a language that is none', 'queue', { ...queue, messages: { 'de_DE!': words } }, ['/messages/de_DE!']],
  ['B4 a method that is none', 'strategy', { ...strategy, method: 'dice' }, ['/method']],
  [
    'B4e an offer that nobody can accept in time',
    'strategy',
    { ...strategy, offer: { policy: 'offer', acceptSeconds: 1 } },
    ['/offer/acceptSeconds'],
  ],
  [
    'B6a a familiarity of no days',
    'strategy',
    { ...strategy, familiarity: { mode: 'prefer', days: 0, waitSeconds: 0 } },
    ['/familiarity/days', '/familiarity/waitSeconds'],
  ],
  [
    'no ramp at all',
    'strategy',
    { ...strategy, rampPerMinute: 0, wrapUpSeconds: -1 },
    ['/rampPerMinute', '/wrapUpSeconds'],
  ],
  [
    'B13 a status of ours',
    'presence',
    { ...presence, statuses: [{ id: 'online', name: 'X', countsAs: 'busy' }] },
    ['/statuses/0/id'],
  ],
  [
    'B13 a status that counts as online',
    'presence',
    { ...presence, statuses: [{ id: 'tea', name: 'Tea', countsAs: 'online' }] },
    ['/statuses/0/countsAs'],
  ],
  [
    'B13 two statuses of one name',
    'presence',
    {
      ...presence,
      statuses: [
        { id: 'a', name: 'Tea', countsAs: 'busy' },
        { id: 'b', name: 'tea ', countsAs: 'busy' },
      ],
    },
    ['/statuses/1/name'],
  ],
  [
    'B7a a condition on nothing',
    'routing-rules',
    rules({ field: 'mood', values: ['good'] }),
    ['/rules/0/conditions/0/field'],
  ],
  [
    'B7a a condition without values',
    'routing-rules',
    rules({ field: 'channel', values: [] }),
    ['/rules/0/conditions/0/values'],
  ],
  [
    'B7a a range that is none',
    'routing-rules',
    rules({ field: 'ip', values: ['10.0.0.0/8', '300.1.1.1'] }),
    ['/rules/0/conditions/0/values/1'],
  ],
  [
    'B7a an hour that is none',
    'routing-rules',
    rules({ field: 'hour', days: ['mon', 'mon'], from: '9', to: '24:00' }),
    ['/rules/0/conditions/0/days/1', '/rules/0/conditions/0/from', '/rules/0/conditions/0/to'],
  ],
  ['B7c a rule that settles nothing', 'routing-rules', settles({ priority: 0 }), ['/rules/0/result']],
  [
    'B7c a submission and more',
    'routing-rules',
    settles({ submission: true, groupId: 'sales' }),
    ['/rules/0/result/submission'],
  ],
  [
    'B7b one rule twice',
    'routing-rules',
    { rules: [...settles({ priority: 1 }).rules, ...settles({ priority: 2 }).rules] },
    ['/rules/1/id'],
  ],
  [
    'B15b an origin with a path',
    'channels/shop',
    { ...channel, allowedOrigins: ['https://shop.example', 'https://shop.example/x'] },
    ['/allowedOrigins/1'],
  ],
  [
    'B15 a colour by name and a key with spaces',
    'channels/shop',
    { ...channel, siteKey: 'a b', look: { ...look, colour: 'red' } },
    ['/look/colour', '/siteKey'],
  ],
  [
    'B16 a shortcut of two words',
    'canned-replies/hi',
    { ...reply, shortcut: 'two words', groupIds: ['support'] },
    ['/shortcut'],
  ],
  ['B16 a reply for a group that is not there', 'canned-replies/hi', { ...reply, groupIds: ['moon'] }, ['/groupIds/0']],
  [
    'B1 a mode of a channel and a group that are not there',
    'mode',
    { ...DEFAULTS.mode, channels: { nowhere: 'asynchronous' }, groups: { nobody: 'real_time' } },
    ['/channels/nowhere', '/groups/nobody'],
  ],
  ['B16 a tag twice', 'tags', { tags: [tag, { ...tag, name: 'Other' }] }, ['/tags/1/id']],
  [
    'B16 a choice of one',
    'summary-fields',
    { fields: [{ ...field, kind: 'choice', choices: ['yes'] }] },
    ['/fields/0/choices'],
  ],
  ['B16 a text with choices', 'summary-fields', { fields: [{ ...field, choices: ['a', 'b'] }] }, ['/fields/0/choices']],
  [
    'B10 F7a files that a browser would run, and more bytes than any disk likes',
    'messages',
    { ...DEFAULTS.messages, files: { enabled: true, maxBytes: 1e9, types: ['image/svg+xml', 'PNG'] } },
    ['/files/maxBytes', '/files/types/0', '/files/types/1'],
  ],
  [
    'B10 a window of minus one second, and a receipt for nobody',
    'messages',
    { ...DEFAULTS.messages, editSeconds: -1, receipts: { toVisitor: true } },
    ['/editSeconds', '/receipts/toAgent'],
  ],
  [
    'B16 a block of an address that is none',
    'block-list/x',
    { ...block, what: 'ip_range', value: '1.2.3' },
    ['/value'],
  ],
  ['B16 a block until no day', 'block-list/x', { ...block, until: '2026-13-01' }, ['/until']],
  [
    'overlapping hours',
    'hours',
    {
      ...hours,
      weekly: {
        ...week,
        mon: [
          { start: '09:00', end: '12:00' },
          { start: '11:00', end: '13:00' },
        ],
      },
    },
    ['/weekly/mon/1'],
  ],
];
