// One choice of a language for all who say something.
import { inLanguage } from './index.js';

const SAID = { en: 'hello', de: 'hallo', 'de-AT': 'servus', 'zh-Hant': '你好', fr: '' };

it.each([
  ['de-AT', 'servus'],
  ['DE-at', 'servus'],
  ['de-CH', 'hallo'],
  ['zh-Hant-TW', '你好'],
  ['fr', ''],
  ['it', null],
  ['', null],
  [null, null],
])('E3a to somebody who speaks %s', (language, said) => {
  expect(inLanguage(SAID, language)).toBe(said);
});

it('passes over what does not count, down to the next that does', () => {
  const filled = (text: string): boolean => text !== '';
  expect(inLanguage({ de: 'hallo', 'de-AT': '' }, 'de-AT', filled)).toBe('hallo');
  expect(inLanguage({ fr: '' }, 'fr', filled)).toBeNull();
});
