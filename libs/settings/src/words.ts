// Words for visitors in several languages: one text that always does, and others by language.
import { inLanguage } from '@frontdesk/kernel';
import { members, named, text, type Check } from './check.js';
import { language } from './language.js';

/** `text` is said in every language that `texts` lacks. */
export interface Words {
  readonly text: string;
  readonly texts: Readonly<Record<string, string>>;
}

export const textsByLanguage = (max: number): Check => named(language, text(0, max), 50);

export const wordsCheck = (min: number, max: number): Check =>
  members({ text: text(min, max), texts: textsByLanguage(max) });

/** In the language itself (`de-AT`), else in its root (`de`), else the text that always does. Empty ones are not there. */
export function wordsIn({ text: always, texts }: Words, spoken: string | null): string {
  return inLanguage(texts, spoken, (said) => said !== '') ?? always;
}
