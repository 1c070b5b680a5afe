// Names of everything cached, and which of it a `changed` frame makes stale.
import type { ServerFrame } from '@frontdesk/contracts';
import type { QueryKey } from '@tanstack/react-query';

export const keys = {
  presence: ['presence'],
  presenceList: ['presence', 'all'],
  statuses: ['presence', 'statuses'],
  statusRequests: ['presence', 'requests'],
  conversations: ['conversations'],
  conversationList: (view: 'mine' | 'all', state: 'open' | 'closed') => ['conversations', view, state],
  conversation: (id: string) => ['conversation', id],
  events: (id: string) => ['events', id],
  queue: ['queue'],
  pool: ['pool'],
  desk: ['desk'],
  transfers: ['transfers'],
  queueHistory: ['queue-history'],
  explanations: ['explanations'],
  explanation: (id: string) => ['explanations', id],
  submissions: ['submissions'],
  submissionList: (status: 'open' | 'closed', q = '') => ['submissions', status, q],
  submission: (id: string) => ['submissions', 'one', id],
  deliveries: (id: string) => ['submissions', 'deliveries', id],
  board: ['board'],
  apiKeys: ['api-keys'],
  people: ['people'],
  settings: ['settings'],
  document: (path: string) => ['settings', path],
  history: (path: string) => ['settings', path, 'history'],
} as const;

export type Changed = Extract<ServerFrame, { type: 'changed' }>['what'];

const STALE: Record<Changed, readonly QueryKey[]> = {
  inbox: [keys.conversations, keys.transfers, keys.explanations],
  conversation: [keys.conversations, keys.transfers, ['conversation'], keys.explanations],
  queue: [keys.queue, keys.pool, keys.desk, keys.queueHistory, keys.explanations],
  submissions: [keys.submissions],
  presence: [keys.presence, keys.board],
  settings: [keys.settings, keys.statuses],
  board: [keys.board],
};

export function madeStale(what: Changed): readonly QueryKey[] {
  // A newer server may name something this page doesn't know.
  return STALE[what] ?? [];
}
