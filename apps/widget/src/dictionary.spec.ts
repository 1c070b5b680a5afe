// The choice of language, the words beside the script, and the filling in of values.
import { expect, it } from '@jest/globals';
import de from './words/de.json' with { type: 'json' };
import { chooseLanguage, en, translator } from './dictionary.js';
import { fileWords } from './file-words.js';
import { ratingWords } from './rating-words.js';

it('takes the first language it speaks', () => {
  expect(chooseLanguage(['', 'de-AT', 'en'])).toBe('de');
  expect(chooseLanguage(['fr', 'EN-gb', 'de'])).toBe('en');
  expect(chooseLanguage(['fr', '', 'ja'])).toBe('en');
});

it('has the same words in every language', () => {
  expect(Object.keys(de).sort()).toEqual(Object.keys({ ...en, ...ratingWords, ...fileWords }).sort());
});

it('fills in values without reading them as patterns', () => {
  expect(translator(() => ({ ...en, ...ratingWords, ...fileWords }))('joined', { name: '$& {name}' })).toBe(
    '$& {name} joined',
  );
  expect(translator(() => de)('unread', { n: 2 })).toBe('Neue Nachrichten: 2');
});
