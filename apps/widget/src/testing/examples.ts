// Small builders for the specs: a view, an event, a whole state.
import type { ConversationEvent, ConversationView } from '@frontdesk/contracts';
import { restored, type AppState } from '../app-state.js';

const at = '2026-03-02T09:00:00.000Z';

export function aView(part: Partial<ConversationView> = {}): ConversationView {
  return {
    conversationId: 'c1',
    state: 'queued',
    outcome: 'queued',
    groupId: 'support',
    visitor: { visitorId: 'v1', name: '' },
    language: 'en',
    page: null,
    agent: null,
    arrivedAt: at,
    assignedAt: null,
    closedAt: null,
    closedReason: null,
    place: { position: 2, ahead: 1, waitedMs: 0, message: 'Number 2' },
    offer: null,
    sequence: 2,
    lastMessage: null,
    unread: 0,
    ...part,
  };
}

export const requested: ConversationEvent = {
  sequence: 1,
  type: 'conversation.requested',
  at,
  data: { groupId: 'support' },
};

export function queued(sequence: number, position = 2): ConversationEvent {
  return { sequence, type: 'conversation.queued', at, data: { groupId: 'support', position } };
}

export function assigned(sequence: number, agentName = 'Ana'): ConversationEvent {
  const data = { agentId: agentName, agentName, groupId: 'support', waitedMs: 0, cause: 'freed' };
  return { sequence, type: 'conversation.assigned', at, data };
}

export function message(sequence: number, text: string, kind: 'visitor' | 'agent' = 'visitor'): ConversationEvent {
  const author = kind === 'agent' ? { kind, id: 'a1', name: 'Ana' } : { kind, id: 'v1' };
  const data = { messageId: `m${sequence}`, clientMessageId: `k${sequence}`, author, text };
  return { sequence, type: 'conversation.message_added', at, data };
}

export function aState(part: Partial<AppState> = {}): AppState {
  return { ...restored({ read: () => null }, null), ...part };
}
