// Reading what a socket sends: JSON of a known shape, or nothing at all.
import type { ClientFrame } from '@frontdesk/contracts';

const MAX_TEXT = 4_000;

/** null: not a frame of ours. */
export function readFrame(raw: string): ClientFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const frame = value as Record<string, unknown>;
  switch (frame['type']) {
    case 'beat':
      if (frame['active'] === true) return { type: 'beat', active: true };
      return frame['background'] === true ? { type: 'beat', background: true } : { type: 'beat' };
    case 'hello':
      return typeof frame['ticket'] === 'string' ? { type: 'hello', ticket: frame['ticket'] } : null;
    case 'subscribe':
      return isId(frame['conversationId']) && isSequence(frame['after'])
        ? { type: 'subscribe', conversationId: frame['conversationId'], after: frame['after'] }
        : null;
    case 'unsubscribe':
      return isId(frame['conversationId']) ? { type: 'unsubscribe', conversationId: frame['conversationId'] } : null;
    case 'typing':
      return isId(frame['conversationId']) && isText(frame['text'])
        ? { type: 'typing', conversationId: frame['conversationId'], text: frame['text'] }
        : null;
    default:
      return null;
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 100;
const isSequence = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;
