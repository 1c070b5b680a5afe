// Who would go over if this document was saved now: groups are counted as the board counts them, by their own mode.
import type { Board, ModeDocument } from '@frontdesk/contracts';

export interface Moves {
  /** From queues into pools, and back. */
  readonly toPool: number;
  readonly toQueue: number;
}

const modeOf = ({ mode, groups }: ModeDocument, groupId: string): ModeDocument['mode'] => groups[groupId] ?? mode;

/** Channels that are otherwise than their workspace are not told apart on the board: their visitors count with the group. */
export function movesOf(before: ModeDocument, after: ModeDocument, groups: Board['groups']): Moves {
  let toPool = 0;
  let toQueue = 0;
  for (const { groupId, waiting, pooled } of groups) {
    if (modeOf(before, groupId) === modeOf(after, groupId)) continue;
    if (modeOf(after, groupId) === 'asynchronous') toPool += waiting;
    else toQueue += pooled;
  }
  return { toPool, toQueue };
}
