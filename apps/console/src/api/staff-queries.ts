// What the staff pages read, each with its cache key. Mutations live beside the component that needs them.
import type {
  Board,
  ChannelDocument,
  ConversationList,
  ConversationView,
  Desk,
  Explanation,
  GroupDocument,
  AgentDocument,
  PoolList,
  QueueList,
  SubmissionView,
  Versioned,
} from '@frontdesk/contracts';
import { useQuery } from '@tanstack/react-query';
import { useFallbackInterval } from '../realtime/realtime-context';
import { useHttp } from './api-context';
import { keys } from './keys';

export function useConversations(view: 'mine' | 'all', state: 'open' | 'closed') {
  const http = useHttp();
  return useQuery({
    queryKey: keys.conversationList(view, state),
    queryFn: ({ signal }) => http.get<ConversationList>(`/conversations?view=${view}&state=${state}`, signal),
    refetchInterval: useFallbackInterval(),
  });
}

export function useConversation(id: string) {
  const http = useHttp();
  return useQuery({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => http.get<ConversationView>(`/conversations/${encodeURIComponent(id)}`, signal),
    refetchInterval: useFallbackInterval(),
  });
}

export function useQueue() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.queue,
    queryFn: ({ signal }) => http.get<QueueList>('/queue', signal),
    refetchInterval: useFallbackInterval(),
  });
}

/** Whom nobody has in the asynchronous mode. */
export function usePool() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.pool,
    queryFn: ({ signal }) => http.get<PoolList>('/queue/pool', signal),
    refetchInterval: useFallbackInterval(),
  });
}

/** What the engine asks of this agent: offers to answer, wrap-ups to end. */
export function useDesk() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.desk,
    queryFn: ({ signal }) => http.get<Desk>('/queue/desk', signal),
    refetchInterval: useFallbackInterval(),
  });
}

export function useExplanation(id: string) {
  const http = useHttp();
  return useQuery({
    queryKey: keys.explanation(id),
    queryFn: ({ signal }) => http.get<Explanation>(`/explanations/${encodeURIComponent(id)}`, signal),
    staleTime: 2_000,
  });
}

/** What is past does not change: it is asked for once, and only when somebody wants to see it. */
export function useDecisionTable(id: string, position: string, enabled: boolean) {
  const http = useHttp();
  return useQuery({
    queryKey: ['decision-table', id, position],
    queryFn: async ({ signal }) => {
      const path = `/explanations/${encodeURIComponent(id)}?table=${encodeURIComponent(position)}`;
      const { decisions } = await http.get<Explanation>(path, signal);
      const { table = [], versions = null } = decisions.find((one) => one.table !== undefined) ?? {};
      return { table, versions };
    },
    enabled,
    staleTime: Infinity,
  });
}

/** @param q words to look for; nothing: all of them */
export function useSubmissions(status: 'open' | 'closed', q = '') {
  const http = useHttp();
  return useQuery({
    queryKey: keys.submissionList(status, q),
    queryFn: async ({ signal }) =>
      listOf(
        await http.get<Listed<SubmissionView>>(`/submissions?${new URLSearchParams({ status, q }).toString()}`, signal),
      ),
    refetchInterval: useFallbackInterval(),
  });
}

export function useBoard(enabled = true) {
  const http = useHttp();
  return useQuery({
    queryKey: keys.board,
    queryFn: ({ signal }) => http.get<Board>('/board', signal),
    enabled,
    refetchInterval: useFallbackInterval(),
  });
}

export function useAgents() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.document('agents'),
    queryFn: async ({ signal }) => listOf(await http.get<Listed<Versioned<AgentDocument>>>('/settings/agents', signal)),
  });
}

export function useGroups(enabled = true) {
  const http = useHttp();
  return useQuery({
    queryKey: keys.document('groups'),
    queryFn: async ({ signal }) => listOf(await http.get<Listed<Versioned<GroupDocument>>>('/settings/groups', signal)),
    enabled,
  });
}

export function useChannels() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.document('channels'),
    queryFn: async ({ signal }) =>
      listOf(await http.get<Listed<Versioned<ChannelDocument>>>('/settings/channels', signal)),
  });
}

/** Lists travel as {data}. */
interface Listed<Item> {
  readonly data: readonly Item[];
}

const listOf = <Item>(list: Listed<Item>): readonly Item[] => list.data;
