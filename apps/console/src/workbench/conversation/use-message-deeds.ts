// What an agent does with messages besides writing them: files, edits, taking back, the transcript.
import type { FileLink, MessagesDocument, StoredFile, Versioned } from '@frontdesk/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useHttp } from '../../api/api-context';
import { newClientMessageId } from '../../realtime/client-message-id';
import { notify } from '../../ui/notify';

/** Before a link ends another one is asked for. */
const LINK_FRESH_MS = 10 * 60_000;

export function useMessageRules(): MessagesDocument | undefined {
  const http = useHttp();
  const rules = useQuery({
    queryKey: ['settings', 'messages', 'rules'],
    queryFn: ({ signal }) => http.get<Versioned<MessagesDocument>>('/settings/messages', signal),
  });
  return rules.data?.document;
}

/** `of`: the path of what the file belongs to. */
export function useFileLink(of: string, fileId: string, wanted: boolean) {
  const http = useHttp();
  return useQuery({
    queryKey: ['file', of, fileId],
    queryFn: ({ signal }) => http.get<FileLink>(`${of}/files/${fileId}`, signal),
    staleTime: LINK_FRESH_MS,
    refetchInterval: LINK_FRESH_MS,
    enabled: wanted,
  });
}

/** Saves a file of what `of` is the path of. */
export function useFileSaving(of: string): (fileId: string) => void {
  const http = useHttp();
  return (fileId) => {
    void told(
      http.get<FileLink>(`${of}/files/${fileId}`).then(({ url, name }) => {
        saveAs(url, name);
      }),
    );
  };
}

const told = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    (error: unknown) => {
      notify({ color: 'red', message: error instanceof Error ? error.message : String(error) });
    },
  );

export function useMessageDeeds(conversationId: string) {
  const http = useHttp();
  return useMemo(() => {
    const at = (sequence: number): string => `/conversations/${conversationId}/messages/${String(sequence)}`;
    return {
      edit: (sequence: number, text: string) => told(http.request('PATCH', at(sequence), { body: { text } })),
      recall: (sequence: number) => told(http.request('DELETE', at(sequence))),
      upload: (file: File, progress: (share: number) => void): Promise<StoredFile> => {
        const path = `/conversations/${conversationId}/files?name=${encodeURIComponent(file.name)}`;
        return http.upload<StoredFile>(path, file, newClientMessageId(), progress);
      },
      saveTranscript: () => told(saveTranscript()),
    };

    async function saveTranscript(): Promise<void> {
      const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
      const response = await http.raw(`/conversations/${conversationId}/transcript?format=html&timeZone=${zone}`);
      const url = URL.createObjectURL(await response.blob());
      saveAs(url, `chat-${conversationId}.html`);
      setTimeout(() => {
        URL.revokeObjectURL(url);
      }, 10_000);
    }
  }, [http, conversationId]);
}

function saveAs(url: string, name: string): void {
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
}
