// The documents that make up a workspace's settings, by kind.
import type { FieldError } from '@frontdesk/kernel';
import { agentCheck, type AgentDocument } from './agent.js';
import type { Check } from './check.js';
import { groupCheck, type GroupDocument } from './group.js';
import { hoursCheck, type HoursDocument } from './hours.js';
import { identifier } from './identifier.js';
import { queueCheck, type QueueDocument } from './queue.js';
import { strategyCheck, type StrategyDocument } from './strategy.js';
import { submissionCheck, type SubmissionDocument } from './submission.js';

/** Many of them, each with an id. */
export interface NamedDocuments {
  readonly agents: AgentDocument;
  readonly groups: GroupDocument;
}

/** One of each in a workspace; it can be changed, never removed. */
export interface SingleDocuments {
  readonly queue: QueueDocument;
  readonly submission: SubmissionDocument;
  readonly hours: HoursDocument;
  readonly strategy: StrategyDocument;
}

export interface Documents extends NamedDocuments, SingleDocuments {}

export type DocumentKind = keyof Documents;

const CHECKS: Readonly<Record<DocumentKind, Check>> = {
  agents: agentCheck,
  groups: groupCheck,
  queue: queueCheck,
  submission: submissionCheck,
  hours: hoursCheck,
  strategy: strategyCheck,
};

export const isNamed = (kind: DocumentKind): kind is keyof NamedDocuments => kind === 'agents' || kind === 'groups';

/** Every fault of a whole document; none: `value` is a `Documents[kind]`. */
export const documentFaults = (kind: DocumentKind, value: unknown): readonly FieldError[] => CHECKS[kind](value, '');

/** Every fault of a document's id: named documents have one, the others have none. */
export function idFaults(kind: DocumentKind, id: string | null): readonly FieldError[] {
  if (isNamed(kind)) return identifier(id, '/id');
  return id === null ? [] : [{ pointer: '/id', code: 'unknown_member', message: `${kind} has no id` }];
}
