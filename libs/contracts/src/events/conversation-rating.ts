// The public events of what is said of a conversation afterwards (F5): the visitor's rating, the agent's summary.
import Type from 'typebox';
import { id, orNull, publicEvent } from './public-event.js';
import { ratingSaid, ratingTerm } from './rating-said.js';

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
    ...ratingSaid,
    agentId: orNull(Type.String({ description: 'Who had the conversation.' })),
    groupId: id('Where it was served.'),
    ...ratingTerm,
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
