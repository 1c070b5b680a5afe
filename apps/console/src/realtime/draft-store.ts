// What is being written, per person and conversation, kept over a reload.
export type KeyValue = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface DraftStore {
  readonly read: (conversationId: string) => string;
  readonly write: (conversationId: string, text: string) => void;
}

export function createDraftStore(storage: KeyValue, person: string): DraftStore {
  const key = (conversationId: string): string => `frontdesk.draft.${person}.${conversationId}`;
  return {
    read: (conversationId) => storage.getItem(key(conversationId)) ?? '',
    write: (conversationId, text) => {
      try {
        // Nothing written leaves nothing behind.
        if (text.trim() === '') storage.removeItem(key(conversationId));
        else storage.setItem(key(conversationId), text);
      } catch {
        // A full or forbidden storage costs the draft after a reload, not the typing.
      }
    },
  };
}
