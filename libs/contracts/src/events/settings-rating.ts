// The document of ratings (F5), as it is sent and as it stands in events.
import Type from 'typebox';
import { count, id, orNull } from './public-event.js';
import { closed, name } from './settings-members.js';

const words = Type.Record(Type.String(), Type.String({ maxLength: 300 }), { description: 'By language.' });

export const ratingTemplate = closed('RatingTemplate', {
  id: id('Stands in ratings.'),
  name,
  kind: Type.Enum(['stars5', 'nps', 'thumbs']),
  question: Type.String({ maxLength: 300 }),
  questions: words,
  tags: Type.Array(
    closed('RatingTag', {
      id: id('Stands in ratings.'),
      name,
      names: words,
      from: count('The smallest score it is offered with.'),
      to: count('The greatest one.'),
    }),
  ),
  freeText: Type.Boolean(),
  askSolved: Type.Boolean(),
  when: closed('RatingOccasions', { invited: Type.Boolean(), atEnd: Type.Boolean(), anyTime: Type.Boolean() }),
  changeMinutes: count('How long a rating may be changed.'),
  openDays: count('How long after the end one may be given.'),
});

export const ratingDocument = closed('Rating', {
  enabled: Type.Boolean(),
  templates: Type.Array(ratingTemplate),
  defaultTemplateId: orNull(id('Of groups without a template of their own.')),
  groups: Type.Record(Type.String(), Type.String(), { description: 'Template by group.' }),
});
