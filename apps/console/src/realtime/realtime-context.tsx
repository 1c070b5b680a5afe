// The page's one connection, and what it feeds: the query cache, visitors' typing, and the outbox that waits for it.
import type { MyPresence, ServerFrame } from '@frontdesk/contracts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useHttp } from '../api/api-context';
import type { Http } from '../api/http';
import { keys, madeStale } from '../api/keys';
import { isProblem, isTransient } from '../api/problem';
import { usePerson } from '../session/session-context';
import { Activity } from './activity';
import { openBrowserSocket } from './browser-socket';
import { type EventList, emptyEventList, mergeEvents } from './event-list';
import { Outbox, type Outgoing, type SendResult } from './outbox';
import { type ConnectionState, SocketSession } from './socket-session';
import { TypingStore } from './typing-store';

export interface Realtime {
  readonly session: SocketSession;
  readonly outbox: Outbox;
  readonly typing: TypingStore;
  readonly activity: Activity;
}

const RealtimeContext = createContext<Realtime | null>(null);
const ConnectionContext = createContext<ConnectionState>('connecting');

/** Without a socket the pages still move, only slower. */
const FALLBACK_MS = 10_000;

export function RealtimeProvider({ children }: { readonly children: ReactNode }) {
  const http = useHttp();
  const client = useQueryClient();
  const { sub } = usePerson();
  const [state, setState] = useState<ConnectionState>('connecting');
  const [realtime] = useState(() => createRealtime(http, client, sub, setState));

  useEffect(() => {
    const hurry = (): void => {
      if (document.visibilityState === 'visible') {
        realtime.session.hurry();
        if (isPhone()) realtime.session.toForeground();
      } else if (isPhone()) realtime.session.toBackground();
      void realtime.outbox.flush();
    };
    // Whoever is back from being idle is told so at once, not with the next beat.
    const deaf = realtime.activity.listen(window, () => {
      if (client.getQueryData<MyPresence>(keys.presence)?.idle === true) realtime.session.beat();
    });
    const retry = setInterval(() => void realtime.outbox.flush(), FALLBACK_MS);
    realtime.session.start();
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      clearInterval(retry);
      deaf();
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      realtime.session.stop();
    };
  }, [client, realtime]);

  return (
    <RealtimeContext value={realtime}>
      <ConnectionContext value={state}>{children}</ConnectionContext>
    </RealtimeContext>
  );
}

function createRealtime(
  http: Http,
  client: QueryClient,
  sub: string,
  onState: (state: ConnectionState) => void,
): Realtime {
  const typing = new TypingStore();
  const activity = new Activity();
  const outbox = new Outbox({
    storage: window.sessionStorage,
    key: `frontdesk.outbox.${sub}`,
    send: (message) => sendMessage(http, message),
  });
  const session = new SocketSession({
    ticket: async () => (await http.post<{ readonly ticket: string }>('/realtime/tickets')).ticket,
    open: openBrowserSocket,
    random: Math.random,
    active: () => activity.take(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
    onFrame: (frame) => {
      receive(frame, client, typing);
      if (frame.type === 'welcome') void outbox.flush();
    },
    onState,
  });
  return { session, outbox, typing, activity };
}

function receive(frame: ServerFrame, client: QueryClient, typing: TypingStore): void {
  switch (frame.type) {
    case 'welcome':
      // Whatever changed while there was no connection was not announced.
      void client.invalidateQueries();
      return;
    case 'changed':
      for (const queryKey of madeStale(frame.what)) void client.invalidateQueries({ queryKey });
      return;
    case 'events': {
      const queryKey = keys.events(frame.conversationId);
      const before = client.getQueryData<EventList>(queryKey) ?? emptyEventList;
      const after = mergeEvents(before, frame.events);
      client.setQueryData<EventList>(queryKey, after);
      if (after.gap) void client.invalidateQueries({ queryKey });
      if (frame.events.some(isVisitorMessage)) typing.set(frame.conversationId, '');
      return;
    }
    case 'typing':
      if (frame.from === 'visitor') typing.set(frame.conversationId, frame.text);
      return;
    case 'position':
    case 'problem':
    case 'beat':
      return;
  }
}

/** Where an app that is put away soon loses its socket: what is in the hand, not a page behind another one. */
const isPhone = (): boolean => window.matchMedia('(pointer: coarse) and (hover: none)').matches;

function isVisitorMessage(event: EventList['events'][number]): boolean {
  return event.type === 'conversation.message_added' && event.data.author.kind === 'visitor';
}

async function sendMessage(http: Http, message: Outgoing): Promise<SendResult> {
  const { conversationId, clientMessageId, text, note, file, quote } = message;
  try {
    await http.post(`/conversations/${encodeURIComponent(conversationId)}/messages`, {
      ...{ clientMessageId, text },
      ...(note === true && { note }),
      ...(file && { fileId: file.fileId }),
      ...(quote !== undefined && { quote }),
    });
    return 'sent';
  } catch (error) {
    // A refused token comes back renewed with the next sign-in; the message waits for it.
    if (isTransient(error) || isProblem(error, 401) || !isProblem(error)) return 'later';
    return { refused: error.detail };
  }
}

export function useRealtime(): Realtime {
  const realtime = useContext(RealtimeContext);
  if (realtime === null) throw new Error('no RealtimeProvider above this component');
  return realtime;
}

export function useConnection(): ConnectionState {
  return useContext(ConnectionContext);
}

export function useFallbackInterval(): number | false {
  return useConnection() === 'live' ? false : FALLBACK_MS;
}

export function useOutgoing(conversationId: string): readonly Outgoing[] {
  const { outbox } = useRealtime();
  const all = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  return all.filter((message) => message.conversationId === conversationId);
}

export function useVisitorTyping(conversationId: string): string {
  const { typing } = useRealtime();
  return useSyncExternalStore(typing.subscribe, () => typing.read(conversationId));
}
