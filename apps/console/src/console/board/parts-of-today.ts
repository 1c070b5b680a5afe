// What became of today's arrivals, so that the parts always add up to them.
import type { Board } from '@frontdesk/contracts';

export type PartOfToday = 'assigned' | 'abandoned' | 'submissions' | 'other' | 'pooled' | 'waiting';

/**
 * The server counts events: somebody handed on is given twice, somebody from before midnight leaves without having
 * arrived today. So each part takes at most what is left; who waits comes first, and the remainder is still open.
 */
export function partsOfToday({
  today,
  waiting,
  pooled,
}: Pick<Board, 'today' | 'waiting' | 'pooled'>): Record<PartOfToday, number> {
  let left = today.arrivals;
  const take = (count: number): number => {
    const taken = Math.min(count, left);
    left -= taken;
    return taken;
  };
  const parts = {
    waiting: take(waiting),
    pooled: take(pooled),
    abandoned: take(today.abandoned),
    submissions: take(today.submissions),
    assigned: take(today.assigned),
  };
  return { ...parts, other: left };
}
