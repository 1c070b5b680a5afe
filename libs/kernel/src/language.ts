// Which of several languages is said to somebody: everybody who says something chooses alike.

/** What there is by language (`de`, `de-AT`), tags in whatever letters. */
export type ByLanguage<Said> = Readonly<Record<string, Said>>;

/**
 * The nearest to what somebody speaks: `zh-Hant-TW` reads `zh-Hant-TW`, else `zh-Hant`, else `zh`. Null: none of them.
 * @param counts what is passed over although it is there
 */
export function inLanguage<Said>(
  said: ByLanguage<Said>,
  language: string | null,
  counts: (one: Said) => boolean = () => true,
): Said | null {
  if (language === null) return null;
  const known = new Map(Object.entries(said).map(([tag, one]) => [tag.toLowerCase(), one]));
  const parts = language.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length--) {
    const one = known.get(parts.slice(0, length).join('-'));
    if (one !== undefined && counts(one)) return one;
  }
  return null;
}
