// The public events of a visitor (F6). Their subject is the visitor; they hold personal data, and routing never sees them.
import Type from 'typebox';
import { id, orNull, publicEvent } from './public-event.js';

const word = Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]);
const words = (description: string) =>
  Type.Unsafe<Readonly<Record<string, string | number | boolean>>>(Type.Record(Type.String(), word, { description }));
const name = orNull(Type.String({ maxLength: 200 }));
const email = orNull(Type.String({ maxLength: 254 }));
const phone = orNull(Type.String({ maxLength: 50 }));
const vip = Type.Integer({ minimum: 0, maximum: 100, description: '0: no VIP.' });
const note = {
  noteId: id('The note.'),
  text: Type.String({ minLength: 1, maxLength: 4000 }),
  by: id('Who wrote it; a person.'),
  byName: Type.String(),
};

export const visitorIdentified = publicEvent(
  'visitor.identified',
  'The host site has said who its visitor is, and something of it is new.',
  {
    signed: Type.Boolean({ description: 'By the site’s key; else by its page alone.' }),
    name: Type.Optional(name),
    email: Type.Optional(email),
    phone: Type.Optional(phone),
    attributes: words('By name.'),
    vip: Type.Optional(vip),
  },
  { signed: true, name: 'Mia', email: 'mia@example.com', attributes: { plan: 'pro' }, vip: 2 },
);

export const visitorEdited = publicEvent(
  'visitor.edited',
  'Staff has changed what is known of a visitor. What is not named stays; null is taken away.',
  {
    name: Type.Optional(name),
    email: Type.Optional(email),
    phone: Type.Optional(phone),
    vip: Type.Optional(vip),
    customFields: Type.Optional(
      Type.Unsafe<Readonly<Record<string, string | number | boolean | null>>>(
        Type.Record(Type.String(), orNull(word), { description: 'By name; null: taken away.' }),
      ),
    ),
    by: id('Who; a person.'),
  },
  { vip: 3, customFields: { tier: 'gold' }, by: '01950000-0000-7000-8000-00000000a001' },
);

export const visitorNoted = publicEvent('visitor.noted', 'Staff has noted something about a visitor.', note, {
  noteId: '01950000-0000-7000-8000-000000000e01',
  text: 'Prefers e-mail.',
  by: '01950000-0000-7000-8000-00000000a001',
  byName: 'Ada',
});

export const visitorMerged = publicEvent(
  'visitor.merged',
  'An anonymous visitor turned out to be this one, in the same browser session; what was known of them is taken over.',
  {
    from: id('The anonymous visitor.'),
    ...{ name, email, phone, vip },
    attributes: words('None of them is signed.'),
    customFields: words('By name.'),
    notes: Type.Unsafe<readonly Type.Static<typeof visitorNoted.schema>[]>(
      Type.Array(Type.Object(note, { additionalProperties: false })),
    ),
  },
  {
    from: '01950000-0000-7000-8000-00000000f002',
    ...{ name: null, email: null, phone: null, vip: 0, attributes: {}, customFields: {}, notes: [] },
  },
);

export const VISITOR_EVENTS = [visitorIdentified, visitorEdited, visitorNoted, visitorMerged] as const;
