// The documents of submissions (B9, G), as they are sent and as they stand in events.
import Type from 'typebox';
import { count, id, orNull } from './public-event.js';
import { closed, name, text } from './settings-members.js';

const texts = Type.Record(Type.String(), text, { description: 'By language.' });
const words = closed('Words', { text, texts });

const offer = closed('Offer', { enabled: Type.Boolean(), text, texts: Type.Optional(texts) });
const newOffer = closed('NewOffer', { enabled: Type.Boolean(), text, texts });
const timedOffer = closed('TimedOffer', { enabled: Type.Boolean(), text, texts, minutes: count('After so many.') });

const form = closed('SubmissionForm', {
  mode: Type.Enum(['offline_message', 'ticket']),
  templateId: orNull(id('A template; null: name, e-mail and text.')),
});

const deliver = closed('Deliver', {
  emails: Type.Array(Type.String({ maxLength: 254 })),
  webhooks: Type.Array(Type.String({ maxLength: 2000 })),
});

export const submissionDocument = closed('Submission', {
  enabled: Type.Boolean(),
  outOfHours: offer,
  nobodyOnline: offer,
  queueFull: offer,
  queueTimeout: offer,
  offDuty: Type.Optional(newOffer),
  waitedOver: Type.Optional(timedOffer),
  forecastOver: Type.Optional(timedOffer),
  whileQueued: Type.Optional(newOffer),
  afterConversation: Type.Optional(newOffer),
  form: Type.Optional(form),
  forms: Type.Optional(Type.Record(Type.String(), form, { description: 'By channel.' })),
  keepFirstMessage: Type.Optional(Type.Boolean()),
  deliver: Type.Optional(deliver),
  assign: Type.Optional(Type.Enum(['group', 'round_robin', 'manual'])),
  reopenDays: Type.Optional(count('How long after its close a reply opens it again.')),
  duplicateMinutes: Type.Optional(count('How long the same text is the same submission.')),
});

const use = Type.Enum(['hidden', 'optional', 'required']);

const bound = orNull(Type.Integer());

export const submissionTemplateDocument = closed('SubmissionTemplate', {
  name,
  guide: words,
  fields: closed('UsualFields', {
    ...{ title: use, type: use, description: use, name: use, email: use, phone: use, attachments: use },
  }),
  types: Type.Array(
    closed('SubmissionType', { id: id('Of the type.'), label: words, parent: orNull(id('The type above it.')) }),
  ),
  custom: Type.Array(
    closed('CustomField', {
      id: id('Of the field.'),
      kind: Type.Enum([
        ...(['text', 'multiline', 'number', 'date', 'time'] as const),
        ...(['choice', 'choices', 'checkbox', 'email', 'url'] as const),
      ]),
      label: words,
      help: words,
      required: Type.Boolean(),
      choices: Type.Array(closed('FieldChoice', { id: id('Of the choice.'), label: words })),
      min: bound,
      max: bound,
    }),
  ),
  consent: orNull(words),
  deliver: orNull(deliver),
  attachments: Type.Optional(
    closed('Attachments', {
      most: count('How many files.'),
      maxBytes: count('Of one file.'),
      types: Type.Array(Type.String({ maxLength: 127, description: 'A media type, as the content shows it.' })),
    }),
  ),
});
