// The settings documents as they are sent and as they stand in events. Each version of one is in the log for ever, so
// they only ever grow, and what came later is optional.
import Type from 'typebox';
import {
  channelDocument,
  cannedReplyDocument,
  blockDocument,
  summaryFieldsDocument,
  tagsDocument,
} from './settings-desk.js';
import { conversationDocument } from './settings-conversation.js';
import { closed, hoursDocument, name, text, wholeOrNull } from './settings-members.js';
import { messagesDocument } from './settings-messages.js';
import { ratingDocument } from './settings-rating.js';
import { routingRulesDocument } from './settings-rules.js';
import { count, id, orNull } from './public-event.js';
import { submissionDocument, submissionTemplateDocument } from './settings-submission.js';

const numbers = (description: string) => Type.Record(Type.String(), Type.Integer(), { description });

export const agentDocument = closed('Agent', {
  name,
  email: Type.String({ maxLength: 254 }),
  limit: Type.Integer({ minimum: 0, maximum: 100, description: 'Most simultaneous conversations.' }),
  groupIds: Type.Array(id('A group.')),
  role: Type.Enum(['agent', 'supervisor', 'admin', 'owner']),
  skills: Type.Optional(numbers('Level by skill, 1 to 5.')),
  weights: Type.Optional(numbers('What a conversation of a channel takes of the limit; 1 where none is named.')),
  picture: Type.Optional(orNull(Type.String({ maxLength: 2000 }))),
});

const consequence = Type.Enum(['submission', 'overflow']);

export const queueDocument = closed('Queue', {
  enabled: Type.Boolean(),
  maxLength: wholeOrNull('Most who may wait; null: no limit.'),
  maxPerSlot: Type.Optional(wholeOrNull('Most who may wait for each slot of the agents online; null: no limit.')),
  reopenAt: Type.Optional(wholeOrNull('Once full, nobody enters until so few wait; null: at once when there is room.')),
  maxWaitSeconds: wholeOrNull('Longest wait; null: no limit.'),
  warnBeforeSeconds: Type.Optional(wholeOrNull('How long before the end of the wait it is told; null: not at all.')),
  keepWaiting: Type.Optional(count('How often a visitor may begin the longest wait anew.')),
  maxOvertakes: Type.Optional(wholeOrNull('How often later ones may go first; null: no bound.')),
  abandonAfterSeconds: count('How long a place is kept after the last sign of life.'),
  whenFull: Type.Optional(consequence),
  whenTimedOut: Type.Optional(consequence),
  message: text,
  messages: Type.Optional(
    Type.Record(
      Type.String(),
      closed('QueueMessages', { entry: text, position: text, reassurance: text, warning: text }),
      { description: 'By language.' },
    ),
  ),
  reassuranceSeconds: Type.Optional(wholeOrNull('How often the reassurance is said; null: never.')),
  placeholder: Type.Optional(Type.String({ maxLength: 200 })),
  typing: Type.Optional(Type.Boolean()),
});

export const groupDocument = closed('Group', {
  name,
  guide: text,
  picture: Type.Optional(orNull(Type.String({ maxLength: 2000 }))),
  members: Type.Optional(numbers('Order of preference by agent: 1 is asked first.')),
  overflow: Type.Optional(
    Type.Array(
      closed('Overflow', {
        groupId: id('Where to.'),
        when: Type.Enum(['no_agent_online', 'all_full', 'off_duty', 'waited', 'any']),
        afterSeconds: wholeOrNull('Of `waited` alone.'),
      }),
    ),
  ),
  queue: Type.Optional(orNull(queueDocument)),
  submission: Type.Optional(orNull(submissionDocument)),
  hours: Type.Optional(orNull(hoursDocument)),
});

export const strategyDocument = closed('Strategy', {
  method: Type.Enum(['saturation', 'round_robin', 'least_loaded', 'longest_idle']),
  directReturnMinutes: count('0: a returning visitor is routed afresh.'),
  familiarity: Type.Optional(
    closed('Familiarity', {
      mode: Type.Enum(['off', 'prefer', 'wait']),
      days: count('How long an agent stays familiar.'),
      waitSeconds: count('Of `wait`: how long a visitor waits for that agent.'),
    }),
  ),
  offer: Type.Optional(
    closed('OfferPolicy', {
      policy: Type.Enum(['direct', 'offer']),
      acceptSeconds: count('How long an agent has to accept.'),
    }),
  ),
  firstResponseSeconds: Type.Optional(wholeOrNull('How long an agent has to answer first; null: no limit.')),
  rampPerMinute: Type.Optional(wholeOrNull('Most new conversations of an agent in a minute; null: no limit.')),
  wrapUpSeconds: Type.Optional(count('How long a slot stays held after a close.')),
  waitForFirstMessage: Type.Optional(Type.Boolean()),
});

const mode = Type.Enum(['real_time', 'asynchronous']);

export const modeDocument = closed('Mode', {
  mode,
  channels: Type.Record(Type.String(), mode, { description: 'Channels that are otherwise than the workspace.' }),
  groups: Type.Record(Type.String(), mode, { description: 'Groups that are otherwise than the workspace.' }),
  assignAmong: Type.Enum(['online', 'all']),
  poolOrder: Type.Enum(['oldest', 'priority', 'last_message']),
  unassignedTimeoutSeconds: wholeOrNull('How long a conversation may be without an agent; null: for ever.'),
  messages: Type.Record(Type.String(), closed('PoolMessages', { pooled: text, timedOut: text }), {
    description: 'By language.',
  }),
});

export const presenceDocument = closed('Presence', {
  statuses: Type.Array(closed('Status', { id: id('Of the status.'), name, countsAs: Type.Enum(['busy', 'offline']) })),
  graceSeconds: count('How long after the last connection was lost nothing happens.'),
  agentLost: Type.Enum(['keep', 'requeue', 'submission']),
  approval: Type.Boolean(),
  idleBusyMinutes: wholeOrNull('null: never.'),
  backgroundSeconds: Type.Optional(wholeOrNull('Of an app in the background; null: as any other connection.')),
});

/** Every document by its kind, as JSON Schema. */
export const SETTINGS_DOCUMENTS = {
  agents: agentDocument,
  groups: groupDocument,
  channels: channelDocument,
  'canned-replies': cannedReplyDocument,
  'block-list': blockDocument,
  'submission-templates': submissionTemplateDocument,
  queue: queueDocument,
  submission: submissionDocument,
  hours: hoursDocument,
  strategy: strategyDocument,
  mode: modeDocument,
  'routing-rules': routingRulesDocument,
  presence: presenceDocument,
  rating: ratingDocument,
  conversation: conversationDocument,
  tags: tagsDocument,
  'summary-fields': summaryFieldsDocument,
  messages: messagesDocument,
};
