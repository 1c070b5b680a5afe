// Which languages a document speaks, and its words in one of them, as the server chooses them.
import type { Words } from '@frontdesk/contracts';

export const saidIn = ({ text, texts }: Words, language: string): string => texts[language] || text;

export const languagesOf = (...words: readonly Words[]): readonly string[] =>
  [...new Set(words.flatMap(({ texts }) => Object.keys(texts)))].sort();
