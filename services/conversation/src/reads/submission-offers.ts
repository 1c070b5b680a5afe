// Where a message may be left instead, and in which words (G1). What routing has decided is told in the settings' words;
// what is offered beside a place is only read off it: nobody's place changes until they take it.
import {
  wordsIn,
  type Availability,
  type ConversationView,
  type EnginePlace,
  type OfferReason,
  type SubmissionDocument,
} from '@frontdesk/contracts';
import type { WaitingOffer } from '@frontdesk/contracts';

export interface Offering {
  readonly document: SubmissionDocument;
  /** The group goes by hours of its own. */
  readonly ownHours: boolean;
  /** The visitor's; null: not known. */
  readonly language: string | null;
}

type Trigger = 'outOfHours' | 'nobodyOnline' | 'queueFull' | 'queueTimeout';

/** A reason without words of its own is told in the nearest ones. */
const TRIGGERS: Readonly<Record<OfferReason, Trigger>> = {
  full: 'queueFull',
  out_of_hours: 'outOfHours',
  nobody_online: 'nobodyOnline',
  timed_out: 'queueTimeout',
  by_rule: 'nobodyOnline',
  agent_lost: 'nobodyOnline',
  blocked: 'nobodyOnline',
};

export function offerText(reason: OfferReason, { document, ownHours, language }: Offering): string {
  const trigger = TRIGGERS[reason];
  return wordsIn(trigger === 'outOfHours' && ownHours ? document.offDuty : document[trigger], language);
}

/** What a start comes to while nobody can be reached. Undefined: not known beforehand, or words alone. */
export function leadsTo(
  availability: Availability,
  { document, ownHours }: Pick<Offering, 'document' | 'ownHours'>,
): 'form' | 'queue' | undefined {
  if (availability === 'nobody_online' && !document.nobodyOnline.enabled) return 'queue';
  const { nobodyOnline, offDuty, outOfHours } = document;
  const met = availability === 'nobody_online' ? nobodyOnline : ownHours ? offDuty : outOfHours;
  const isAway = availability === 'nobody_online' || availability === 'out_of_hours';
  return isAway && document.enabled && met.enabled ? 'form' : undefined;
}

const MINUTE_MS = 60_000;

export function waitingOffer(place: EnginePlace, { document, language }: Offering): WaitingOffer | null {
  const { enabled, whileQueued } = document;
  if (!enabled) return null;
  const choice = whileQueued.enabled ? { text: wordsIn(whileQueued, language) } : null;
  const prompt = promptOf(place, document, language);
  return choice === null && prompt === null ? null : { choice, prompt };
}

/** What holds already comes before what will; a wait that is over the line says so, whatever is expected. */
function promptOf(
  { waitedMs, forecast }: EnginePlace,
  { waitedOver, forecastOver }: SubmissionDocument,
  language: string | null,
): WaitingOffer['prompt'] {
  const inMs = waitedOver.enabled ? Math.max(0, waitedOver.minutes * MINUTE_MS - waitedMs) : null;
  const waited = inMs === null ? null : { reason: 'waited' as const, text: wordsIn(waitedOver, language), inMs };
  if (waited?.inMs === 0) return waited;
  const long = forecastOver.enabled && forecast !== null && forecast.p50Ms > forecastOver.minutes * MINUTE_MS;
  return long ? { reason: 'forecast', text: wordsIn(forecastOver, language), inMs: 0 } : waited;
}

/** Once a conversation is over; not of one that became a submission itself, or of a visitor who is not let in. */
export function afterwards(
  { state, closedReason }: Pick<ConversationView, 'state'> & { readonly closedReason: string | null },
  { document, language }: Offering,
): ConversationView['afterwards'] {
  if (state !== 'closed' || !document.enabled || !document.afterConversation.enabled) return null;
  return ['converted', 'refused', 'blocked'].includes(closedReason ?? '')
    ? null
    : { text: wordsIn(document.afterConversation, language) };
}
