// The public events of what is said of a conversation afterwards (F5): the visitor's rating, the agent's summary.
import Type from 'typebox';
import { count, id, orNull, publicEvent } from './public-event.js';

export const conversationRatingInvited = publicEvent(
  'conversation.rating_invited',
  'The agent asks the visitor for a rating. That the end of a conversation asks by itself is no event.',
  { templateId: id('What is asked.'), by: id('Who asks; a person.') },
  { templateId: 'stars', by: '01950000-0000-7000-8000-00000000a001' },
);

export const conversationRated = publicEvent(
  'conversation.rated',
  'The visitor has rated the conversation, or rates it anew within the time for that: the last one counts.',
  {
    templateId: id('What was asked.'),
    kind: Type.Enum(['stars5', 'nps', 'thumbs'], { description: 'Of the score: 1 to 5, 0 to 10, 0 or 1.' }),
    score: count('The higher, the better.'),
    tags: Type.Unsafe<readonly string[]>(Type.Array(id('A tag of the template.'))),
    text: orNull(Type.String({ maxLength: 2000 })),
    solved: orNull(Type.Boolean({ description: 'Whether the matter is solved; null: not asked, or not said.' })),
    agentId: orNull(Type.String({ description: 'Who had the conversation.' })),
    groupId: id('Where it was served.'),
    changeableUntil: count('Until then (epoch ms) the visitor may rate anew.'),
    changed: Type.Optional(Type.Literal(true, { description: 'It takes the place of an earlier one.' })),
  },
  {
    templateId: 'stars',
    kind: 'stars5',
    score: 5,
    tags: ['friendly'],
    text: 'Thank you!',
    solved: true,
    agentId: '01950000-0000-7000-8000-00000000a001',
    groupId: 'support',
    changeableUntil: 1_735_790_400_000,
  },
);

export const conversationSummarised = publicEvent(
  'conversation.summarised',
  'The agent says what it was about, by the fields and tags of the settings. The last one counts.',
  {
    fields: Type.Unsafe<Readonly<Record<string, string | number | boolean>>>(
      Type.Record(Type.String(), Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()]), {
        description: 'By the id of the field.',
      }),
    ),
    tags: Type.Unsafe<readonly string[]>(Type.Array(id('A tag.'))),
    by: id('Who said so; a person.'),
  },
  { fields: { topic: 'Delivery' }, tags: ['parcel'], by: '01950000-0000-7000-8000-00000000a001' },
);
