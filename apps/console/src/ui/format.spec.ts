// Times in words.
import i18next from 'i18next';
import { formatAgo } from './format';

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { translation: { duration: { justNow: 'just now' } } } } }));

const at = '2026-03-02T09:00:00.000Z';
const later = (seconds: number): string => formatAgo(at, new Date(at).getTime() + seconds * 1000);

it('never tells the future of what has happened', () => {
  expect([later(-90), later(-1), later(0), later(9)]).toEqual(Array(4).fill('just now'));
  expect(later(12)).toBe('12 seconds ago');
  expect(later(125)).toBe('2 minutes ago');
});
