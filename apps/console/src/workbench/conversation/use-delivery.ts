// What an agent has said goes into the outbox: a message for each file; words that come with files stand with the first.
import type { StoredFile } from '@frontdesk/contracts';
import { newClientMessageId } from '../../realtime/client-message-id';
import type { DraftStore } from '../../realtime/draft-store';
import { useRealtime } from '../../realtime/realtime-context';
import type { About } from './about-bar';

interface Said {
  readonly text: string;
  readonly note: boolean;
  readonly about: About | null;
}

export function useDelivery(conversationId: string, drafts: DraftStore) {
  const { outbox } = useRealtime();
  const deliver = ({ text, note, about }: Said, files: readonly StoredFile[]): void => {
    const quote = about === null ? {} : { quote: about.line.sequence };
    const base = { conversationId, at: new Date().toISOString(), ...(note && { note }) };
    partsOf(text.trim(), files).forEach((part, index) => {
      const first = index === 0 ? quote : {};
      void outbox.add({ ...base, ...part, ...first, clientMessageId: newClientMessageId() });
    });
    // What was written meanwhile stays.
    if (drafts.read(conversationId) === text) drafts.write(conversationId, '');
  };
  return {
    deliver,
    /** Nobody looks at it any more: where a file is refused, it stays the draft that it is. */
    deliverOnce: (said: Said) => (coming: Promise<readonly StoredFile[] | null>) => {
      void coming.then((files) => {
        if (files !== null) deliver(said, files);
      });
    },
  };
}

function partsOf(text: string, files: readonly StoredFile[]) {
  if (files.length === 0) return [{ text }];
  return files.map((file, index) => ({ file, text: index === 0 ? text : '' }));
}
