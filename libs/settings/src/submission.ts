// When a visitor may leave a submission, in which words it is offered, what it asks for and where it goes (G, B9).
import { flag, members, named, oneOf, orNull, text, whole } from './check.js';
import type { Given } from './given.js';
import { identifier } from './identifier.js';
import { deliverCheck, type Deliver } from './submission-targets.js';
import { textsByLanguage, type Words } from './words.js';

/** /v1/settings/submission, and a group's own: when a submission is offered, with the words for each reason. */
export interface SubmissionDocument {
  readonly enabled: boolean;
  readonly outOfHours: OfferSetting;
  readonly nobodyOnline: OfferSetting;
  readonly queueFull: OfferSetting;
  readonly queueTimeout: OfferSetting;
  /** A group with hours of its own is closed; `outOfHours` is the workspace's. */
  readonly offDuty: OfferSetting;
  /** While queued: whoever has waited for so many minutes may leave a message, or go on waiting. */
  readonly waitedOver: TimedOffer;
  /** While queued: whoever is expected to wait for so many minutes. */
  readonly forecastOver: TimedOffer;
  /** While queued: whoever would rather. */
  readonly whileQueued: OfferSetting;
  /** Once a conversation is over. */
  readonly afterConversation: OfferSetting;
  /** What is asked for. */
  readonly form: SubmissionForm;
  /** By channel, instead of `form`. */
  readonly forms: Readonly<Record<string, SubmissionForm>>;
  /** A first message that reaches nobody becomes a submission by itself (G5). */
  readonly keepFirstMessage: boolean;
  /** Who is told of it. */
  readonly deliver: Deliver;
  /** Who answers: whoever of the group takes it, the group's agents in turn, or whom a supervisor names. */
  readonly assign: 'group' | 'round_robin' | 'manual';
  /** So many days after it was closed the visitor's reply opens it again; 0: never. */
  readonly reopenDays: number;
  /** The same text from the same visitor within so many minutes is the same submission; 0: each is one. */
  readonly duplicateMinutes: number;
}

export interface OfferSetting extends Words {
  readonly enabled: boolean;
  /** Shown above the form; with the switch off, shown instead of it. */
  readonly text: string;
}

export interface TimedOffer extends OfferSetting {
  readonly minutes: number;
}

/** `offline_message`: one free text. `ticket`: what the template asks for; null: name, e-mail and text. */
export interface SubmissionForm {
  readonly mode: 'offline_message' | 'ticket';
  readonly templateId: string | null;
}

type Later =
  | ('offDuty' | 'waitedOver' | 'forecastOver' | 'whileQueued' | 'afterConversation')
  | ('form' | 'forms' | 'keepFirstMessage' | 'deliver' | 'assign' | 'reopenDays' | 'duplicateMinutes');
type Early = 'outOfHours' | 'nobodyOnline' | 'queueFull' | 'queueTimeout';

export type GivenOffer = Given<OfferSetting, 'texts'>;
export type GivenSubmission = Omit<Given<SubmissionDocument, Later>, Early> & Readonly<Record<Early, GivenOffer>>;

const words = { enabled: flag, text: text(0, 2000) };
const texts = textsByLanguage(2000);
const oldOffer = members(words, { texts });
const offer = members({ ...words, texts });
const timed = members({ ...words, texts, minutes: whole(1, 1440) });
const form = members({ mode: oneOf('offline_message', 'ticket'), templateId: orNull(identifier) });

export const submissionCheck = members(
  { enabled: flag, outOfHours: oldOffer, nobodyOnline: oldOffer, queueFull: oldOffer, queueTimeout: oldOffer },
  {
    ...{ offDuty: offer, waitedOver: timed, forecastOver: timed, whileQueued: offer, afterConversation: offer },
    ...{ form, forms: named(identifier, form, 100), keepFirstMessage: flag, deliver: deliverCheck },
    ...{ assign: oneOf('group', 'round_robin', 'manual'), reopenDays: whole(0, 365) },
    duplicateMinutes: whole(0, 1440),
  },
);

const inFull = ({ enabled, text: said, texts: others = {} }: GivenOffer): OfferSetting => ({
  enabled,
  text: said,
  texts: others,
});

const silent: OfferSetting = { enabled: false, text: '', texts: {} };

export function completeSubmission(given: GivenSubmission): SubmissionDocument {
  const outOfHours = inFull(given.outOfHours);
  return {
    // A closed group was out of hours, and whoever waited could leave a message, before there were words for it.
    offDuty: outOfHours,
    waitedOver: { ...silent, minutes: 5 },
    forecastOver: { ...silent, minutes: 10 },
    whileQueued: { ...silent, enabled: true },
    afterConversation: silent,
    form: { mode: 'ticket', templateId: null },
    forms: {},
    keepFirstMessage: false,
    deliver: { emails: [], webhooks: [] },
    assign: 'group',
    reopenDays: 14,
    duplicateMinutes: 10,
    ...given,
    outOfHours,
    nobodyOnline: inFull(given.nobodyOnline),
    queueFull: inFull(given.queueFull),
    queueTimeout: inFull(given.queueTimeout),
  };
}
