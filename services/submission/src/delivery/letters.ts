// What is told of a submission: a mail for the house, a mail for the visitor in their language, the body of a webhook.
import type { SubmissionMessage } from '@frontdesk/contracts';
import { inLanguage } from '@frontdesk/kernel';
import { carriedText, type Attachment, type DeliveryPlanned, type SubmissionReceived } from '@frontdesk/submission';

import { fitting } from './enclosures.js';

export interface Told {
  readonly about: DeliveryPlanned['about'];
  readonly received: SubmissionReceived;
  /** The reply that is told of; null: the submission itself. */
  readonly message: SubmissionMessage | null;
  readonly deliveryId: string;
  /** When it was planned: the same at each try. */
  readonly at: Date;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

const SUBJECT_LENGTH = 80;

/** Of a header: in one line. */
const line = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, SUBJECT_LENGTH);

export function letterOf(told: Told): Letter {
  return told.about === 'agent_replied' ? answerTo(told) : noticeOf(told);
}

/** The house is told of files once, with the submission they came with. */
export const filesIn = ({ about, received }: Told): readonly Attachment[] =>
  about === 'received' ? (received.attachments ?? []) : [];

function noticeOf(told: Told): Letter {
  const { about, received, message } = told;
  const { receiptId, title, name, email, phone } = received;
  const from = [name, email, phone].filter((one) => (one ?? '') !== '').join(', ');
  const topic = line(title ?? carriedText(received));
  const isNew = about === 'received';
  return {
    subject: `[${receiptId}] ${isNew ? '' : 'Re: '}${topic}`,
    text: [
      isNew ? `A visitor has left a message (${receiptId}).` : `The visitor has written again (${receiptId}).`,
      from === '' ? '' : `From: ${from}`,
      message?.text ?? carriedText(received),
      enclosed(filesIn(told)),
      'Answer it in the workbench, so that the visitor finds the answer there, too.',
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  };
}

function enclosed(files: readonly Attachment[]): string {
  const inside = fitting(files);
  const lines = files.map(
    (file) => `- ${file.name}${inside.includes(file) ? '' : ' (too large for a mail: see the workbench)'}`,
  );
  return lines.length === 0 ? '' : ['Attached:', ...lines].join('\n');
}

/** The few words of the product's own in a visitor's mail. */
const WORDS = {
  en: { re: 'Answer to your message', wrote: 'You wrote:' },
  de: { re: 'Antwort auf Ihre Nachricht', wrote: 'Sie schrieben:' },
  fr: { re: 'Réponse à votre message', wrote: 'Vous avez écrit :' },
} as const;

function answerTo({ received, message }: Told): Letter {
  const { receiptId, language = 'en', title, text } = received;
  const words = inLanguage(WORDS, language) ?? WORDS.en;
  const quoted = (text === '' ? (title ?? '') : text).split('\n').map((each) => `> ${each}`);
  return {
    subject: `[${receiptId}] ${title === undefined ? words.re : `Re: ${line(title)}`}`,
    text: [message?.text ?? '', [words.wrote, ...quoted].join('\n')].join('\n\n'),
  };
}

const TYPES = {
  received: 'submission.received',
  visitor_replied: 'submission.replied',
  agent_replied: 'submission.replied',
} as const;

/** The same bytes at each try. */
export function webhookBodyOf({ about, received, message, at }: Told): string {
  const { targets: _targets, attachments, ...submission } = received;
  // A link would have expired by the time somebody reads it: this is where one is asked for, with a key.
  const href = (fileId: string): string => `/v1/submissions/${received.submissionId}/files/${fileId}`;
  const files = attachments?.map((file) => ({ ...file, href: href(file.fileId) }));
  return JSON.stringify({
    type: TYPES[about],
    timestamp: at.toISOString(),
    data: {
      ...submission,
      ...(files === undefined ? {} : { attachments: files }),
      ...(message === null ? {} : { message }),
    },
  });
}
