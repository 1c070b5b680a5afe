// Tells the server how far the agent has read: only what was on a visible page, and each position once.
import type { ConversationList } from '@frontdesk/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';

export function useReadMark(conversationId: string, sequence: number, unread: number): void {
  const http = useHttp();
  const client = useQueryClient();
  const visible = useDocumentVisibility() === 'visible';
  const marked = useRef(0);
  useEffect(() => {
    if (!visible || sequence <= marked.current || unread === 0) return;
    marked.current = sequence;
    client.setQueryData<ConversationList>(keys.conversationList('mine', 'open'), (list) =>
      list === undefined
        ? list
        : {
            ...list,
            data: list.data.map((each) => (each.conversationId === conversationId ? { ...each, unread: 0 } : each)),
          },
    );
    http.post(`/conversations/${encodeURIComponent(conversationId)}/read`, { upTo: sequence }).catch(() => {
      // The next message, or the next visit, marks it.
      marked.current = 0;
    });
  }, [http, client, conversationId, sequence, unread, visible]);
}
