// Whether a message may be left where a visitor is now, and why it was offered (G1).
import type { ConversationView } from '@frontdesk/contracts';
import type { Asked } from './rules.js';

/** `about`: the visitor's conversation; null: there is none. Why not, in words; null: it may. */
export function refusedOffer(
  { document, asynchronous }: Pick<Asked, 'document' | 'asynchronous'>,
  about: ConversationView | null,
): string | null {
  // What routing has offered stays offered, whatever the settings have become since.
  if (about !== null && (about.state === 'submission_offered' || (about.offer ?? null) !== null)) return null;
  if (asynchronous) return 'Here a conversation is answered later, too: write into it instead.';
  if (!document.enabled) return 'Leaving a message is not offered here. Start a conversation instead.';
  if (about?.place == null || isOpenTo(about)) return null;
  return 'You are waiting in the queue, where no message can be left. Keep your place, or leave the queue first.';
}

/** Absent: from a service that does not know of offers to those who wait. */
const isOpenTo = ({ place }: ConversationView): boolean => {
  const offer = place?.submission;
  return offer === undefined || (offer !== null && (offer.choice !== null || (offer.prompt?.inMs ?? 1) <= 0));
};

/** null: the visitor's own choice. */
export function reasonOf(about: ConversationView | null): string | null {
  if (about === null) return null;
  if (about.offer != null) return about.offer.reason;
  const prompt = about.place?.submission?.prompt ?? null;
  if (prompt !== null && prompt.inMs <= 0) return prompt.reason;
  return about.state === 'closed' ? 'after_conversation' : null;
}
