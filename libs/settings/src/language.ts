// The names of languages, as pages and browsers give them.
import { form } from './check.js';

/** BCP 47: `de`, `pt-BR`, `zh-Hant-TW`. */
export const language = form(
  /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
  35,
  'not_a_language',
  'must be a language tag like de or pt-BR',
);

/** Whether `spoken` is `wanted` or a kind of it: `de-AT` is a kind of `de`, but `de` is none of `de-AT`. */
export function isLanguage(spoken: string, wanted: string): boolean {
  const [tag, root] = [spoken.toLowerCase(), wanted.toLowerCase()];
  return tag === root || tag.startsWith(`${root}-`);
}
