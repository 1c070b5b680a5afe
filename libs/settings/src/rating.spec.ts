// What a document of ratings may hold, which template a group has, and what counts as an answer.
import type { RatingAnswer } from '@frontdesk/kernel';
import { describe, expect, test } from '@jest/globals';
import {
  DEFAULTS,
  documentFaults,
  ratingFaults,
  ratingTemplateOf,
  wordsIn,
  type RatingDocument,
  type RatingTemplate,
} from './index.js';

const [stars] = DEFAULTS.rating.templates as readonly [RatingTemplate];
const nps: RatingTemplate = { ...stars, id: 'nps', kind: 'nps', tags: [], freeText: false, askSolved: false };
const document: RatingDocument = {
  ...DEFAULTS.rating,
  enabled: true,
  templates: [stars, nps],
  groups: { sales: 'nps' },
};
const faults = (value: unknown) => documentFaults('rating', value).map(({ pointer, code }) => `${pointer} ${code}`);

describe('F5a a document of ratings', () => {
  test('holds what it may', () => expect(faults(document)).toEqual([]));
  test('names only templates that it has', () => {
    expect(faults({ ...document, defaultTemplateId: 'gone', groups: { sales: 'lost' } })).toEqual([
      '/defaultTemplateId unknown_template',
      '/groups/sales unknown_template',
    ]);
  });
  test('offers tags with scores that its kind has', () => {
    const tag = { ...stars.tags[0], from: 0, to: 6 };
    expect(faults({ ...document, groups: {}, templates: [{ ...stars, tags: [tag] }] })).toEqual([
      '/templates/0/tags/0/from out_of_range',
      '/templates/0/tags/0/to out_of_range',
    ]);
    const turned = { ...stars.tags[0], from: 4, to: 2 };
    expect(faults({ ...document, groups: {}, templates: [{ ...stars, tags: [turned] }] })).toEqual([
      '/templates/0/tags/0/to not_a_range',
    ]);
  });
  test('tells every fault by its place', () => {
    expect(faults({ ...document, templates: [{ ...stars, kind: 'hearts', question: '' }], groups: {} })).toEqual([
      '/templates/0/kind unknown_choice',
      '/templates/0/question too_short',
    ]);
  });
});

describe('F5a the template of a group', () => {
  test('is its own, else the one of all', () => {
    expect(ratingTemplateOf(document, 'sales')?.id).toBe('nps');
    expect(ratingTemplateOf(document, 'support')?.id).toBe('stars');
  });
  test('is none where ratings are off, or nobody else is asked', () => {
    expect(ratingTemplateOf({ ...document, enabled: false }, 'sales')).toBeNull();
    expect(ratingTemplateOf({ ...document, defaultTemplateId: null }, 'support')).toBeNull();
    expect(ratingTemplateOf(document, 'constructor')?.id).toBe('stars');
  });
  test('asks in the language of the visitor, in the nearest, or in its own words', () => {
    const { questions, question } = stars;
    expect(wordsIn({ text: question, texts: questions }, 'de-AT')).toBe('Wie war Ihr Gespräch mit uns?');
    expect(wordsIn({ text: question, texts: questions }, 'fr')).toBe(question);
    expect(wordsIn({ text: question, texts: questions }, null)).toBe(question);
  });
});

describe('F5a an answer', () => {
  const told = (template: RatingTemplate, part: Partial<RatingAnswer>) =>
    ratingFaults(template, { score: 5, tags: [], text: null, solved: null, ...part }).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );
  test('is what was asked for', () => {
    expect(told(stars, { tags: ['friendly'], text: 'Thanks', solved: true })).toEqual([]);
    for (const score of [0, 10]) expect(told(nps, { score })).toEqual([]);
    expect(told({ ...nps, kind: 'thumbs' }, { score: 0 })).toEqual([]);
  });
  test.each([0, 6, 2.5, NaN])('of %s stars is out of range', (score) => {
    expect(told(stars, { score })).toEqual(['/score out_of_range']);
  });
  test('has known tags, that go with its score, each once', () => {
    expect(told(stars, { tags: ['nope', 'slow', 'friendly', 'friendly'] })).toEqual([
      '/tags/0 unknown_tag',
      '/tags/1 not_of_this_score',
      '/tags/3 duplicate',
    ]);
  });
  test('says nothing that was not asked', () => {
    expect(told(nps, { text: 'Hi', solved: false })).toEqual(['/text not_asked', '/solved not_asked']);
    expect(told(stars, { text: 'x'.repeat(2001) })).toEqual(['/text too_long']);
  });
});
