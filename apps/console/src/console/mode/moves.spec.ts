// Who goes over with a switch, as it is told before it.
import type { Board, ModeDocument } from '@frontdesk/contracts';
import { FIRST_MODE } from '../settings/first-documents';
import { movesOf } from './moves';

const group = (groupId: string, waiting: number, pooled: number): Board['groups'][number] => ({
  ...{ groupId, name: groupId, open: true, waiting, pooled, mode: 'real_time', online: 0 },
});
const groups = [group('sales', 3, 0), group('support', 4, 2)];
const asynchronous: ModeDocument = { ...FIRST_MODE, mode: 'asynchronous' };

it('B1 counts who goes into the pool, and who into the queue', () => {
  expect(movesOf(FIRST_MODE, FIRST_MODE, groups)).toEqual({ toPool: 0, toQueue: 0 });
  expect(movesOf(FIRST_MODE, asynchronous, groups)).toEqual({ toPool: 7, toQueue: 0 });
  expect(movesOf(asynchronous, FIRST_MODE, groups)).toEqual({ toPool: 0, toQueue: 2 });
});

it('B1a counts a group that is otherwise by its own mode', () => {
  const support: ModeDocument = { ...FIRST_MODE, groups: { support: 'asynchronous' } };
  expect(movesOf(FIRST_MODE, support, groups)).toEqual({ toPool: 4, toQueue: 0 });
  expect(movesOf(support, asynchronous, groups)).toEqual({ toPool: 3, toQueue: 0 });
});
