// A short day at the reception, clean: what the specs of the checker start from.
import type { Plain } from '../log-record.js';
import { HandMadeLog } from './hand-made-log.js';

const ids = (n: number) => ({ conversationId: `c${n}`, visitorId: `v${n}`, groupId: 'sales' });
const reason = { ruleVersion: 1 };

export const request = (n: number): Plain => ({ ...ids(n), channel: 'web', priority: 0 });
export const assigned = (n: number, agentId: string, cause = 'arrival', waitedMs = 0) =>
  ['assigned', { ...ids(n), agentId, cause, waitedMs, reason }] as const;
export const queued = (n: number, position: number) =>
  ['queued', { ...ids(n), priority: 0, arrivedAt: n, position, reason }] as const;
export const released = (n: number, agentId: string) => ['released', { ...ids(n), agentId }] as const;
export const ended = (type: string, n: number, data: Plain = {}) => [type, { ...ids(n), ...data }] as const;

/** Ana (1) and Ben (1) serve; c3 and c4 wait, c3 is served, c4 leaves, c5 becomes a submission, c6 has just come. */
export function aDay(): HandMadeLog {
  const log = new HandMadeLog();
  for (const agentId of ['ana', 'ben']) {
    const configured = { agentId, limit: 1, groupIds: ['sales'] };
    log.decide('settings', 'agent_configured', configured, ['agent_configured', configured]);
    const status = { agentId, status: 'online' };
    log.decide('presence', 'agent_status', status, ['agent_status_changed', status]);
  }
  talkWithAna(log);
  log.decide('conversation', 'conversation_requested', request(2), assigned(2, 'ben'));
  log.decide('conversation', 'conversation_requested', request(3), queued(3, 1));
  log.decide('conversation', 'conversation_requested', request(4), queued(4, 2));
  const closed = { conversationId: 'c1', by: 'agent' };
  log.decide('conversation', 'conversation_closed', closed, released(1, 'ana'), assigned(3, 'ana', 'freed', 40));
  log.decide('conversation', 'conversation_closed', { conversationId: 'c4', by: 'visitor' }, ended('abandoned', 4));
  submission(log);
  log.put('conversation', 'conversation_requested', request(6));
  log.fact('conversation', 'conversation.requested', 'c6', {});
  return log;
}

function talkWithAna(log: HandMadeLog): void {
  const author = { kind: 'visitor', id: 'v1' };
  const message = (n: number) => ({ messageId: `m${n}`, clientMessageId: `k${n}`, author, text: 'Hello' });
  const input = log.put('conversation', 'conversation_requested', request(1));
  log.fact('conversation', 'conversation.requested', 'c1', request(1));
  log.fact('conversation', 'conversation.message_added', 'c1', message(1));
  log.takeIn(input, assigned(1, 'ana'));
  const [, { agentId, groupId, cause, waitedMs }] = assigned(1, 'ana');
  log.fact('conversation', 'conversation.assigned', 'c1', { agentId, groupId, cause, waitedMs });
  log.fact('conversation', 'conversation.message_added', 'c1', message(2));
  log.fact('conversation', 'conversation.closed', 'c1', { reason: 'agent', by: 'agent', why: null });
}

function submission(log: HandMadeLog): void {
  const offer = ended('submission_offered', 5, { why: 'full', reason });
  log.decide('conversation', 'conversation_requested', request(5), offer);
  log.fact('submission', 'submission.received', 's5', { conversationId: 'c5' });
  const place = { conversationId: 'c5', submissionId: 's5' };
  log.decide('submission', 'convert_requested', place, ['converted', place]);
  log.fact('submission', 'submission.confirmed', 's5', {});
  log.fact('submission', 'submission.closed', 's5', { by: 'ana' });
}
