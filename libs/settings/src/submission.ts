// When a visitor may leave a submission instead of a chat, and in which words it is offered (G1).
import { flag, members, text } from './check.js';

/** /v1/settings/submission: when a submission is offered, with the words for each reason. */
export interface SubmissionDocument {
  readonly enabled: boolean;
  readonly outOfHours: OfferSetting;
  readonly nobodyOnline: OfferSetting;
  readonly queueFull: OfferSetting;
  readonly queueTimeout: OfferSetting;
}

export interface OfferSetting {
  readonly enabled: boolean;
  /** Shown above the form; with the switch off, shown instead of it. */
  readonly text: string;
}

const offer = members({ enabled: flag, text: text(0, 2000) });

export const submissionCheck = members({
  enabled: flag,
  outOfHours: offer,
  nobodyOnline: offer,
  queueFull: offer,
  queueTimeout: offer,
});
