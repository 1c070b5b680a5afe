// Every language says everything that English says, with the same gaps to fill.
import { readFileSync } from 'node:fs';

const read = (name: string): Map<string, string> => {
  const words = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') words.set(path, value);
    else for (const [key, part] of Object.entries(value as object)) walk(part, `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')), '');
  return words;
};

const gaps = (text: string): string[] => (text.match(/\{\{\w+\}\}/gu) ?? []).sort();

it.each(['de'])('%s is complete', (language) => {
  const english = read('en');
  const other = read(language);
  expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of english) expect([key, gaps(other.get(key) ?? '')]).toEqual([key, gaps(text)]);
});
