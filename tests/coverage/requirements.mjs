// What the product promises, one line for each rule. A line's id stands in the title of every test that shows it.
// An id with several rules has lines a, b, c …; `planned` ones are not built yet and need no test.

/** @typedef {{ readonly id: string, readonly name: string, readonly lines?: readonly string[], readonly planned?: true }} Requirement */

/** @type {readonly Requirement[]} */
export const REQUIREMENTS = [
  {
    id: 'A1',
    name: 'Workspaces',
    lines: ['nothing crosses workspaces over HTTP: a foreign id is not found', 'nor over sockets and in lists'],
  },
  {
    id: 'A2',
    name: 'Roles and permissions',
    lines: [
      'one table of permissions; every route is tried with every role',
      'sockets ask the same table',
      'the auditor reads and changes nothing',
    ],
  },
  {
    id: 'A3',
    name: 'People, machines, visitors',
    lines: [
      'tokens of people: issuer, audience, time, algorithm, rotated keys',
      'the demo issuer is an issuer like any other, and refused where it was not asked for',
      'API keys: shown once, scopes, expiry, rotated with overlap, revoked',
      'invitations: used once, expire, bind one person',
      'the first workspace and its owner by command',
      'visitor tokens belong to one site and visitor',
      "a host site's identity token: anonymous, verified, required",
      'people sign in on the pages by code and PKCE; renewed, over and signed out without a loss',
    ],
  },
  { id: 'A4', name: 'Every change tells who, when and through which request' },
  {
    id: 'B1',
    name: 'Mode: real time or asynchronous',
    lines: [
      'one switch for the workspace, with overrides by channel and by group',
      'switching takes who waits along, queue to pool and back, arrival times kept, nobody lost',
    ],
  },
  {
    id: 'B2',
    name: 'Groups',
    lines: [
      'members by preference: the first are asked first',
      'own queue, submission and hours, or those of the workspace',
      'a group that is in use is not removed, and its users are named',
    ],
  },
  {
    id: 'B3',
    name: 'Agents',
    lines: ['reception limit, 0 allowed, text refused', 'skills with levels', 'weight per channel'],
  },
  {
    id: 'B4',
    name: 'Assignment strategy',
    lines: [
      'saturation',
      'round robin in turn by account creation; the turn survives',
      'least loaded',
      'longest idle',
      'an offer is accepted in time, or goes to the next agent',
      'who refused or let it lapse is not asked again; the arrival time stays',
    ],
  },
  { id: 'B5', name: 'Overflow chain', lines: ['each condition leads on', 'in order, and never in a circle'] },
  {
    id: 'B6',
    name: 'Familiarity',
    lines: [
      'the last agent is preferred, else it falls through',
      'or waited for, so long and no longer',
      'direct return within minutes of a close',
    ],
  },
  {
    id: 'B7',
    name: 'Routing rules',
    lines: [
      'each condition matches what it should and nothing else',
      'the first match wins',
      'each result has its effect',
      'explain tells which matches, and why each earlier one did not',
    ],
  },
  { id: 'B8', name: 'Queue settings are checked as a whole' },
  { id: 'B9', name: 'Submission settings are checked as a whole' },
  { id: 'B10', name: 'Conversation settings are checked as a whole' },
  { id: 'B11', name: 'Schedules are checked as a whole' },
  { id: 'B12', name: 'SLA policies', planned: true },
  { id: 'B13', name: 'Custom statuses as settings' },
  {
    id: 'B14',
    name: 'Configuration as one file',
    lines: ['export and plan: nothing to do right after', 'apply twice is apply once', 'a faulty file changes nothing'],
  },
  {
    id: 'B15',
    name: 'Channels',
    lines: ['a channel saved is a site that lets visitors in', 'other origins are refused, by pages and sockets alike'],
  },
  { id: 'B16', name: 'Canned replies, tags, summary fields, block list' },
  {
    id: 'C1',
    name: 'Statuses',
    lines: ['only online takes new conversations, busy keeps what it has', 'statuses of one’s own'],
  },
  {
    id: 'C2',
    name: 'Intent and liveness',
    lines: [
      'effective is the intent while live, else offline',
      'a second device changes no intent',
      'hours change no explicit choice',
    ],
  },
  {
    id: 'C3',
    name: 'Leases of connections',
    lines: [
      'renewed and reaped exactly once',
      'fifty fast reloads leave one',
      'logging out is immediate',
      'they come back after the store was emptied',
      'why is this agent online: device, connection, last beat',
    ],
  },
  {
    id: 'C4',
    name: 'Grace after the last lease',
    lines: ['back within it changes nothing', 'after it: kept, queued again at the arrival time, or a submission'],
  },
  {
    id: 'C5',
    name: 'Approval',
    lines: [
      'leaving online needs a yes; supervisors need none',
      'exactly one outcome of answer, withdrawal and time',
      'a change of status withdraws an offer',
    ],
  },
  {
    id: 'C6',
    name: 'Causes and durations',
    lines: ['each change tells its cause', 'durations equal a fold of the log'],
  },
  {
    id: 'C7',
    name: 'Idle and pending',
    lines: ['idle becomes busy after its minutes', 'a pending status comes when the last chat ends'],
  },
  { id: 'C8', name: 'Wrap-up', lines: ['holds the slot after a close', 'ends in time or by the agent'] },
  {
    id: 'D1',
    name: 'Order of a decision',
    lines: [
      'blocked, returning, direct, designated, rules, method, queue, submission',
      'a start answers one of its outcomes, never an error because of load',
      'one open conversation per visitor and channel',
      'a start waits for its decision, else 202 and the outcome follows',
    ],
  },
  {
    id: 'D2',
    name: 'Eligible',
    lines: [
      'online, below the limit, in the group, skilled, on duty, not excluded',
      'nobody online and all full are different outcomes',
    ],
  },
  {
    id: 'D3',
    name: 'Invariants at every prefix',
    lines: [
      'load within the limit',
      'one live offer or owner',
      'one terminal outcome for each arrival',
      'no live visitor beside an eligible agent after a decision',
      'load is what the log says after any crash',
    ],
  },
  { id: 'D4', name: 'Whatever frees or adds capacity serves by itself' },
  {
    id: 'D5',
    name: 'Heads and limits',
    lines: ['a head that nobody can serve delays nobody', 'a lowered limit takes nothing away'],
  },
  {
    id: 'D6',
    name: 'Every decision is explained',
    lines: [
      'the record: rule, settings, excluded by reason, runners-up, tie-break',
      'the full table agrees with the record',
      'why am I still waiting',
    ],
  },
  {
    id: 'D7',
    name: 'First response, staff',
    lines: [
      'no first response in time: on to the next, the arrival time kept',
      'a supervisor assigns, takes, moves and closes',
      'a pull is compare-and-set: the losers are told why',
    ],
  },
  { id: 'D8', name: 'Ramp: so many a minute for each agent, in order' },
  { id: 'D9', name: 'An agent is asked for at the first message' },
  { id: 'D10', name: 'The same inputs decide the same, bit for bit' },
  {
    id: 'E1',
    name: 'Order',
    lines: [
      'priority, then arrival',
      'nobody is overtaken more often than the stated maximum',
      'the position is exact, and one that worsens names its cause',
    ],
  },
  {
    id: 'E2',
    name: 'Queue rules',
    lines: [
      'longest queue, fixed or per online slot',
      'full until it is short enough again',
      'longest wait, with a warning before',
      'keep waiting, so many times',
      'what follows full and timeout',
    ],
  },
  {
    id: 'E3',
    name: 'Queue messages',
    lines: [
      'templates with their variables, by language',
      'the first change at once, then coalesced, the last always sent',
      'reassurance from time to time',
      'what was typed while waiting reaches the agent',
    ],
  },
  {
    id: 'E4',
    name: 'Forecast',
    lines: ['from the log’s own service times', 'one more slot never makes it longer', 'coverage is measured'],
  },
  {
    id: 'E5',
    name: 'The place in the queue',
    lines: [
      'survives reload, another device and restarts',
      'asking again changes nothing; leaving is one call',
      'abandoned at the right moment, also without a message',
      'without a lease passed over, back again served next',
    ],
  },
  {
    id: 'E6',
    name: 'Agents and supervisors at the queue',
    lines: ['agents see it and pull', 'supervisors reprioritise, move and close', 'its history has reasons'],
  },
  { id: 'E7', name: 'Place and submission: a race has one outcome' },
  {
    id: 'F1',
    name: 'Messages',
    lines: [
      'text, image, file, system, internal note; a note never reaches a visitor',
      'ordered, deduplicated, acknowledged when durable',
      'edited and recalled within a window',
      'read receipts',
      'typing, with a preview for the agent',
      'a message may quote another',
      'resume after any cut is gap-free and free of doubles',
      'the visitor sees who has joined, typing and the state of the connection; title and sound at the turn',
      'the transcript to take along',
    ],
  },
  {
    id: 'F2',
    name: 'Lifecycle',
    lines: [
      'every closing reason, each by its own cause',
      'a message to a closed conversation is refused with the way on: reopen or submit',
    ],
  },
  {
    id: 'F3',
    name: 'Transfer',
    lines: [
      'to an agent or a group; load moves in the same decision',
      'with approval: exactly one outcome',
      'arrival order by policy',
    ],
  },
  {
    id: 'F4',
    name: 'Automatic messages',
    lines: [
      'welcome: always, once per conversation, first ever',
      'connected, agent-slow, visitor-idle, visitor-timeout, end words: switch, text by language, count',
      'timers are durable and end with the transition that makes them moot',
      'a lock pauses both timers without a reset',
    ],
  },
  {
    id: 'F5',
    name: 'Rating and summary',
    lines: [
      'invited, at the end, or by the visitor; stars, NPS or thumbs by the template of the group',
      'summary and tags, with required fields',
      'the block list: with a reason, until it expires',
    ],
  },
  {
    id: 'F6',
    name: 'Visitor profile',
    lines: ['attributes, VIP, history, pages', 'anonymous becomes verified: one profile'],
  },
  {
    id: 'F7',
    name: 'Files',
    lines: [
      'size and type by content: disguised, oversized and empty ones refused with the reason',
      'outside of the log, behind signed links that expire',
    ],
  },
  {
    id: 'G1',
    name: 'When a submission is offered',
    lines: ['each trigger switchable, with words of its own', 'never in asynchronous mode'],
  },
  {
    id: 'G2',
    name: 'Two modes',
    lines: [
      'offline message or ticket, by channel or group',
      'a template: ten kinds of fields, shown and required, types as a tree, attachments, consent',
      'guide text and fields in several languages',
    ],
  },
  {
    id: 'G3',
    name: 'Durable first',
    lines: [
      'stored before acknowledged, with a receipt',
      'delivery is a visible, retried status of its own',
      'errors by field; nothing typed is lost',
    ],
  },
  {
    id: 'G4',
    name: 'Pool',
    lines: [
      'assigned by rule: group, round robin, manual',
      'created, accepted, closed, reopened by rule',
      'replies both ways, with history and rating',
      'search, filters, export',
    ],
  },
  {
    id: 'G5',
    name: 'Ways between',
    lines: [
      'a first message whose transfer fails becomes a submission by itself',
      'a submission whose visitor is back can become a conversation',
    ],
  },
  {
    id: 'G6',
    name: 'Flood protection',
    lines: ['limits by visitor and address', 'duplicates are found, sizes limited'],
  },
  {
    id: 'H1',
    name: 'Schedules',
    lines: [
      'weekly intervals in a zone, overnight, around the clock',
      'overrides and holidays, also from iCalendar',
      'open, reason, next change: explained for any instant',
    ],
  },
  {
    id: 'H2',
    name: 'Daylight saving',
    lines: ['both days, missing and repeated hours and days', 'edits and new zone rules while timers run'],
  },
  {
    id: 'H3',
    name: 'Closing time',
    lines: ['finish the queue, convert to submissions, or close with words'],
  },
  {
    id: 'I1',
    name: 'Asynchronous mode',
    lines: [
      'no queue, no submission: assigned, or pooled with words of its own; the visitor can always write',
      'freed capacity refills from the pool by priority',
      'manual allocation',
      'the unassigned timeout, with its own words',
    ],
  },
  ...planned('J', ['SLA', 'Online monitoring', 'Statistics', 'Conservation ledger']),
  ...planned('K', ['Audit', 'Verify', 'Rebuild', 'What-if', 'Shadow', 'Tamper evidence', 'Erasure']),
  ...planned('L', ['Public events', 'Feed', 'Webhooks', 'SDK', 'API']),
  ...planned('M', ['Widget', 'Workbench', 'Console']),
  ...planned('N', ['Channel adapters']),
  ...planned('O', ['Embedded', 'Distributed', 'Kubernetes', 'Metrics, traces, logs', 'Shutdown and start']),
];

/**
 * What went wrong in public at products that do the same job; each is kept from us by a test.
 * @type {readonly Requirement[]}
 */
export const PAINS = [
  ['P01', 'several replicas and one limit: load within it at every prefix'],
  ['P02', 'many starts at once take exactly the free slots'],
  ['P03', 'an agent of several groups is one capacity'],
  ['P04', 'two who accept at once: one wins, the other is told'],
  ['P05', 'one visitor, one open conversation'],
  ['P06', 'a storm of triggers is one assignment'],
  ['P07', 'two writers with stale versions: the second is refused'],
  ['P08', 'a decision carries the settings it was made by'],
  ['P09', 'steady arrivals are spread over equal agents'],
  ['P10', 'weights by channel and one total limit'],
  ['P11', 'the cost of a decision does not grow with open conversations'],
  ['P12', 'the turn of round robin is rebuilt from the log'],
  ['P13', 'a limit as text is refused'],
  ['P14', 'load per scope equals a fold of the log'],
  ['P15', 'what wakes up consumes capacity or waits; a limit holds also in the morning'],
  ['P16', 'a freed slot goes to the oldest who may have it'],
  ['P17', 'also over several groups'],
  ['P18', 'an agent who comes online is enough to assign'],
  ['P19', 'a head that cannot be served delays nobody'],
  ['P20', 'every one of many queues is served'],
  ['P21', 'staff can end whatever is open'],
  ['P22', 'transfer and close give back load exactly once'],
  ['P23', 'a list resumed equals a list loaded'],
  ['P24', 'who is silent keeps the place'],
  ['P25', 'an offer that nobody accepts moves on'],
  ['P26', 'an agent who stays silent loses the conversation'],
  ['P27', 'availability counts where overflow leads'],
  ['P28', 'the agent of last time is preferred for a time, not for ever'],
  ['P29', 'a backlog in the morning is ramped'],
  ['P30', 'no order of reconnects loses a waiter'],
  ['P31', 'rows equal the fold of the log after a kill'],
  ['P32', 'a close frees the slot in the same commit'],
  ['P33', 'capacity depends on the log, not on tabs'],
  ['P34', 'orphans are found and explained'],
  ['P35', 'a dead process lets only its own leases lapse'],
  ['P36', 'a second device switches nobody online'],
  ['P37', 'hours never override an explicit choice'],
  ['P38', 'logging out is immediate; a start is judged again on the server'],
  ['P39', 'reopening is a routing decision'],
  ['P40', 'an app in the background stays reachable for a time of its own'],
  ['P41', 'no assignment to an agent whose net is gone'],
  ['P42', 'a pending status comes after the work'],
  ['P43', 'a status change releases what was not accepted'],
  ['P44', 'an acknowledged arrival has exactly one outcome'],
  ['P45', 'a submission is durable first, its delivery a status'],
  ['P46', 'where a submission goes is recorded in its event'],
  ['P47', 'a submission is answered with a receipt'],
  ['P48', 'a start is answered with an outcome, never an error'],
  ['P49', 'position and message come again after a reload'],
  ['P50', 'abandoned also with zero messages'],
  ['P51', 'a reload within grace ends nothing, one past it does'],
  ['P52', 'nobody writes into the void of a closed conversation'],
  ['P53', 'a transition cancels its timers'],
  ['P54', 'hours hold over both days of daylight saving, restarts and new zone rules'],
  ['P64', 'distinct outcomes of an offer'],
  ['R01', 'a forecast knows the agents'],
  ['R02', 'a position costs no walk over the queue'],
  ['R04', 'a position counts later arrivals of higher priority'],
  ['R08', 'who writes is not punished'],
  ['R10', 'an exclusion is told'],
  ['R11', 'an accept is conditional'],
  ['R12', 'queues do not disturb each other’s turn'],
  ['R14', 'routing rules have a test bench of their own'],
].map(([id, name, planned = false]) => (planned ? { id, name, planned } : { id, name }));

/** @returns {readonly Requirement[]} */
function planned(letter, names) {
  return names.map((name, i) => ({ id: `${letter}${i + 1}`, name, planned: true }));
}
