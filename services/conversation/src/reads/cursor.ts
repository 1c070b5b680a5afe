// Where a page of conversations ended: opaque to clients, so that what it holds may change.

export interface Cursor {
  readonly arrivedAt: Date;
  readonly conversationId: string;
}

export const encodeCursor = ({ arrivedAt, conversationId }: Cursor): string =>
  Buffer.from(JSON.stringify([arrivedAt.getTime(), conversationId])).toString('base64url');

/** Null for anything that encodeCursor did not make. */
export function decodeCursor(text: string): Cursor | null {
  try {
    const [at, conversationId] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (typeof at !== 'number' || !Number.isSafeInteger(at) || typeof conversationId !== 'string') return null;
    return { arrivedAt: new Date(at), conversationId };
  } catch {
    return null;
  }
}
