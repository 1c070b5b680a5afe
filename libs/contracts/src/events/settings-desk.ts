// The documents of channels and of what agents have at hand (B15, B16), as they are sent and as they stand in events.
import Type from 'typebox';
import { id, orNull } from './public-event.js';
import { closed, name, text } from './settings-members.js';

const short = (maxLength: number) => Type.String({ maxLength });

export const channelDocument = closed('Channel', {
  name,
  enabled: Type.Boolean(),
  siteKey: Type.String({ minLength: 3, maxLength: 64, description: 'Stands in the page; no secret.' }),
  allowedOrigins: Type.Array(short(253)),
  defaultGroupId: id('A group.'),
  languages: Type.Array(short(35)),
  look: closed('Look', {
    title: short(60),
    colour: orNull(short(7)),
    side: Type.Enum(['start', 'end']),
    logo: orNull(short(2000)),
    greeting: short(500),
  }),
  identity: Type.Optional(
    closed('ChannelIdentity', {
      mode: Type.Enum(['anonymous', 'verified', 'required']),
      keys: Type.Array(
        closed('PublicKey', {
          kty: Type.Enum(['OKP', 'RSA']),
          alg: Type.Enum(['EdDSA', 'RS256']),
          kid: short(200),
          crv: Type.Optional(short(1000)),
          x: Type.Optional(short(1000)),
          n: Type.Optional(short(1000)),
          e: Type.Optional(short(1000)),
        }),
      ),
    }),
  ),
});

export const cannedReplyDocument = closed('CannedReply', {
  title: name,
  shortcut: short(40),
  text: short(4000),
  language: orNull(short(35)),
  groupIds: Type.Array(id('A group.')),
});

export const blockDocument = closed('Block', {
  what: Type.Enum(['visitor', 'ip_range', 'email']),
  value: short(254),
  reason: text,
  until: orNull(Type.String({ description: 'A time in UTC; null: until it is removed.' })),
});

export const tagsDocument = closed('Tags', {
  tags: Type.Array(
    closed('Tag', {
      id: id('Stands in conversations.'),
      name,
      colour: Type.Enum(['gray', 'red', 'amber', 'green', 'blue', 'violet']),
      retired: Type.Boolean(),
    }),
  ),
});

export const summaryFieldsDocument = closed('SummaryFields', {
  fields: Type.Array(
    closed('SummaryField', {
      id: id('Of the field.'),
      label: name,
      kind: Type.Enum(['text', 'choice', 'number', 'checkbox']),
      choices: Type.Array(name),
      required: Type.Boolean(),
    }),
  ),
  beforeClose: Type.Optional(Type.Boolean({ description: 'No agent closes what is not summed up.' })),
});
