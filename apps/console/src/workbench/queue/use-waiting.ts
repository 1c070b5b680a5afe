// One who waits, from the list that they stand in: the queue, or the pool of the asynchronous mode.
import type { PooledConversation, QueuedVisitor } from '@frontdesk/contracts';
import { usePool, useQueue } from '../../api/staff-queries';

export type WaitingIn = 'queue' | 'pool';

interface Found {
  /** undefined: not there, or not known yet. */
  readonly visitor: QueuedVisitor | PooledConversation | undefined;
  readonly known: boolean;
  readonly asOf: number;
}

export function useWaiting(list: WaitingIn, conversationId: string): Found {
  const queue = useQueue();
  const pool = usePool();
  const { data, dataUpdatedAt } = list === 'queue' ? queue : pool;
  const all: readonly (QueuedVisitor | PooledConversation)[] = data?.data ?? [];
  const visitor = all.find((each) => each.conversationId === conversationId);
  return { visitor, known: data !== undefined, asOf: dataUpdatedAt };
}
