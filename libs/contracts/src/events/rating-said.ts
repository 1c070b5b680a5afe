// What every rating says, of whatever it is: the members that events of ratings share.
import Type from 'typebox';
import { count, id, orNull } from './public-event.js';

export const ratingSaid = {
  templateId: id('What was asked.'),
  kind: Type.Enum(['stars5', 'nps', 'thumbs'], { description: 'Of the score: 1 to 5, 0 to 10, 0 or 1.' }),
  score: count('The higher, the better.'),
  tags: Type.Unsafe<readonly string[]>(Type.Array(id('A tag of the template.'))),
  text: orNull(Type.String({ maxLength: 2000 })),
  solved: orNull(Type.Boolean({ description: 'Whether the matter is solved; null: not asked, or not said.' })),
};

export const ratingTerm = {
  changeableUntil: count('Until then (epoch ms) the visitor may rate anew.'),
  changed: Type.Optional(Type.Literal(true, { description: 'It takes the place of an earlier one.' })),
};
