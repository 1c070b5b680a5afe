// Whether the board has anything to tell of a pool.
import type { Board } from '@frontdesk/contracts';

export const pools = ({ pooled, groups }: Pick<Board, 'pooled' | 'groups'>): boolean =>
  pooled > 0 || groups.some(({ mode }) => mode === 'asynchronous');
