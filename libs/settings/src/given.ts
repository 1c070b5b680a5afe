// Documents grow: a member that came later is optional where a document comes in or was recorded, and always there
// where it goes out. Facts are never edited, so what a missing member means is said on reading, once, by `complete…`.

/** A document as it may be sent, and as old facts have it: without the members that came later. */
export type Given<Document, Later extends keyof Document> = Omit<Document, Later> & Partial<Pick<Document, Later>>;
