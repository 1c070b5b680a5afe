// The facts of one visitor: what the host site says of them, what staff notes, and who turned out to be the same person.

export type Word = string | number | boolean;

/** What is known of them; null: nothing. */
export interface VisitorCard {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** What a page says of its visitor. Only what the site has signed is `signed`, and only that makes a VIP. */
export interface VisitorIdentified extends Partial<VisitorCard> {
  readonly signed: boolean;
  readonly attributes: Readonly<Record<string, Word>>;
  readonly vip?: number;
}

/** What staff changes; null takes away. */
export interface VisitorEdited extends Partial<VisitorCard> {
  readonly vip?: number;
  readonly customFields?: Readonly<Record<string, Word | null>>;
  readonly by: string;
}

export interface VisitorNoted {
  readonly noteId: string;
  readonly text: string;
  readonly by: string;
  readonly byName: string;
}

/** An anonymous visitor turned out to be this one, in the same browser session: what was known of them is theirs. */
export interface VisitorMerged extends VisitorCard {
  readonly from: string;
  readonly vip: number;
  readonly attributes: Readonly<Record<string, Word>>;
  readonly customFields: Readonly<Record<string, Word>>;
  readonly notes: readonly VisitorNoted[];
}

export type VisitorFact =
  | { readonly type: 'visitor.identified'; readonly data: VisitorIdentified }
  | { readonly type: 'visitor.edited'; readonly data: VisitorEdited }
  | { readonly type: 'visitor.noted'; readonly data: VisitorNoted }
  | { readonly type: 'visitor.merged'; readonly data: VisitorMerged };
