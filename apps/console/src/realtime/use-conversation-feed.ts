// One conversation's events, read from the log and then kept live by the socket.
import type { ConversationEvents } from '@frontdesk/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHttp } from '../api/api-context';
import type { Http } from '../api/http';
import { keys } from '../api/keys';
import { useConversation } from '../api/staff-queries';
import { clientMessageIds, type EventList, emptyEventList, lastChange, lastSequence, mergeEvents } from './event-list';
import { useConnection, useFallbackInterval, useRealtime } from './realtime-context';

export function useConversationFeed(conversationId: string) {
  const http = useHttp();
  const client = useQueryClient();
  const { session, outbox } = useRealtime();
  const connection = useConnection();
  const queryKey = keys.events(conversationId);
  const read = (): EventList => client.getQueryData<EventList>(keys.events(conversationId)) ?? emptyEventList;

  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const fetched = await readLog(http, conversationId, read(), signal);
      // The socket may have been quicker with some of it.
      return mergeEvents(fetched, read().events);
    },
    refetchInterval: useFallbackInterval(),
  });

  const loaded = query.data !== undefined;
  useEffect(() => {
    if (!loaded) return undefined;
    session.subscribe(conversationId, () => lastSequence(client.getQueryData(keys.events(conversationId))));
    return () => {
      session.unsubscribe(conversationId);
    };
  }, [session, client, conversationId, loaded]);

  // What happened before this page followed the conversation was announced to nobody here, and the log may have been
  // read later than the view was.
  const changed = lastChange(query.data);
  const viewed = useConversation(conversationId).data?.sequence;
  useEffect(() => {
    if (viewed !== undefined && changed > viewed)
      void client.invalidateQueries({ queryKey: keys.conversation(conversationId) });
  }, [client, conversationId, changed, viewed]);

  const events = query.data?.events;
  useEffect(() => {
    if (events !== undefined) outbox.settle(clientMessageIds(events));
  }, [outbox, events]);

  // Sent, but no socket to bring the event back: read the log.
  useEffect(
    () =>
      outbox.subscribe(() => {
        const sent = outbox.snapshot().some((m) => m.conversationId === conversationId && m.state === 'sent');
        if (sent && connection !== 'live') void client.invalidateQueries({ queryKey: keys.events(conversationId) });
      }),
    [outbox, client, conversationId, connection],
  );

  return query;
}

async function readLog(http: Http, conversationId: string, from: EventList, signal: AbortSignal): Promise<EventList> {
  let list: EventList = { ...from, gap: false };
  for (;;) {
    const path = `/conversations/${encodeURIComponent(conversationId)}/events?after=${String(lastSequence(list))}&limit=200`;
    const page = await http.get<ConversationEvents>(path, signal);
    const before = lastSequence(list);
    list = mergeEvents(list, page.data);
    if (!page.hasMore || lastSequence(list) === before) return list;
  }
}
