// The documents that make up a workspace's settings, by kind: what each may look like, and what it means in full.
import type { FieldError } from '@frontdesk/kernel';
import { agentCheck, completeAgent, type AgentDocument, type GivenAgent } from './agent.js';
import { blockCheck, type BlockDocument } from './block.js';
import { cannedReplyCheck, type CannedReplyDocument } from './canned-reply.js';
import { channelCheck, type ChannelDocument } from './channel.js';
import type { Check } from './check.js';
import { completeGroup, groupCheck, type GivenGroup, type GroupDocument } from './group.js';
import { conversationCheck, type ConversationDocument } from './conversation.js';
import { completeHours, hoursCheck, type GivenHours, type HoursDocument } from './hours.js';
import { identifier } from './identifier.js';
import { messagesCheck, type MessagesDocument } from './messages.js';
import { modeCheck, type ModeDocument } from './mode.js';
import { completePresence, presenceCheck, type GivenPresence, type PresenceDocument } from './presence.js';
import { completeQueue, queueCheck, type GivenQueue, type QueueDocument } from './queue.js';
import {
  completeRoutingRules,
  routingRulesCheck,
  type GivenRoutingRules,
  type RoutingRulesDocument,
} from './routing-rules.js';
import { ratingCheck, type RatingDocument } from './rating.js';
import { completeStrategy, strategyCheck, type GivenStrategy, type StrategyDocument } from './strategy.js';
import { completeSubmission, submissionCheck, type GivenSubmission, type SubmissionDocument } from './submission.js';
import {
  completeSubmissionTemplate,
  submissionTemplateCheck,
  type GivenSubmissionTemplate,
  type SubmissionTemplateDocument,
} from './submission-template.js';
import {
  completeSummaryFields,
  summaryFieldsCheck,
  tagsCheck,
  type GivenSummaryFields,
  type SummaryFieldsDocument,
  type TagsDocument,
} from './tags.js';

/** Many of them, each with an id. */
export interface NamedDocuments {
  readonly agents: AgentDocument;
  readonly groups: GroupDocument;
  readonly channels: ChannelDocument;
  readonly 'canned-replies': CannedReplyDocument;
  readonly 'block-list': BlockDocument;
  readonly 'submission-templates': SubmissionTemplateDocument;
}

/** One of each in a workspace; it can be changed, never removed. */
export interface SingleDocuments {
  readonly queue: QueueDocument;
  readonly submission: SubmissionDocument;
  readonly hours: HoursDocument;
  readonly strategy: StrategyDocument;
  readonly mode: ModeDocument;
  readonly 'routing-rules': RoutingRulesDocument;
  readonly presence: PresenceDocument;
  readonly rating: RatingDocument;
  readonly conversation: ConversationDocument;
  readonly tags: TagsDocument;
  readonly 'summary-fields': SummaryFieldsDocument;
  readonly messages: MessagesDocument;
}

/** Documents in full, as they are read. */
export interface Documents extends NamedDocuments, SingleDocuments {}

export type DocumentKind = keyof Documents;

interface Grown {
  readonly agents: GivenAgent;
  readonly groups: GivenGroup;
  readonly queue: GivenQueue;
  readonly hours: GivenHours;
  readonly submission: GivenSubmission;
  readonly strategy: GivenStrategy;
  readonly presence: GivenPresence;
  readonly 'routing-rules': GivenRoutingRules;
  readonly 'summary-fields': GivenSummaryFields;
  readonly 'submission-templates': GivenSubmissionTemplate;
}

/** Documents as they are sent, and as facts have recorded them. */
export type GivenDocuments = {
  readonly [Kind in DocumentKind]: Kind extends keyof Grown ? Grown[Kind] : Documents[Kind];
};

interface Rules<Kind extends DocumentKind> {
  readonly check: Check;
  readonly complete: (given: GivenDocuments[Kind]) => Documents[Kind];
}

const asGiven = <Document>(given: Document): Document => given;

const RULES: { readonly [Kind in DocumentKind]: Rules<Kind> } = {
  agents: { check: agentCheck, complete: completeAgent },
  groups: { check: groupCheck, complete: completeGroup },
  channels: { check: channelCheck, complete: asGiven },
  'canned-replies': { check: cannedReplyCheck, complete: asGiven },
  'block-list': { check: blockCheck, complete: asGiven },
  'submission-templates': { check: submissionTemplateCheck, complete: completeSubmissionTemplate },
  queue: { check: queueCheck, complete: completeQueue },
  submission: { check: submissionCheck, complete: completeSubmission },
  hours: { check: hoursCheck, complete: completeHours },
  strategy: { check: strategyCheck, complete: completeStrategy },
  mode: { check: modeCheck, complete: asGiven },
  'routing-rules': { check: routingRulesCheck, complete: completeRoutingRules },
  presence: { check: presenceCheck, complete: completePresence },
  rating: { check: ratingCheck, complete: asGiven },
  conversation: { check: conversationCheck, complete: asGiven },
  tags: { check: tagsCheck, complete: asGiven },
  'summary-fields': { check: summaryFieldsCheck, complete: completeSummaryFields },
  messages: { check: messagesCheck, complete: asGiven },
};

/** What is named by others comes before what names it, so that documents saved in this order find what they need. */
export const NAMED_KINDS = [
  'submission-templates',
  'groups',
  'agents',
  'channels',
  'canned-replies',
  'block-list',
] as const satisfies readonly (keyof NamedDocuments)[];

export const SINGLE_KINDS = [
  'queue',
  'submission',
  'hours',
  'strategy',
  'mode',
  'presence',
  'rating',
  'conversation',
  'tags',
  'summary-fields',
  'messages',
  'routing-rules',
] as const satisfies readonly (keyof SingleDocuments)[];

export const isNamed = (kind: DocumentKind): kind is keyof NamedDocuments =>
  (NAMED_KINDS as readonly string[]).includes(kind);

/** Every fault of a whole document; none: `value` is a `GivenDocuments[kind]`. */
export const documentFaults = (kind: DocumentKind, value: unknown): readonly FieldError[] =>
  RULES[kind].check(value, '');

/** The document with every member that it may have; those that it lacks mean what they meant before there were any. */
export const completeDocument = <Kind extends DocumentKind>(kind: Kind, given: GivenDocuments[Kind]): Documents[Kind] =>
  RULES[kind].complete(given);

/** Every fault of a document's id: named documents have one, the others have none. */
export function idFaults(kind: DocumentKind, id: string | null): readonly FieldError[] {
  if (isNamed(kind)) return identifier(id, '/id');
  return id === null ? [] : [{ pointer: '/id', code: 'unknown_member', message: `${kind} has no id` }];
}
