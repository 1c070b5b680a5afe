// Which day comes first on the page.
import { inOrder, newOverride } from './override-list';

const day = (from: string, more: object = {}) => ({ ...newOverride('x', from), ...more });

it('what comes next stands first, what is over last, and the document keeps its order', () => {
  const overrides = [
    day('2026-01-01'),
    day('2026-12-24'),
    day('2020-05-01', { yearly: true }),
    day('2026-11-20', { to: '2026-12-02' }),
    day('2025-12-31'),
    day('2027-01-06', { yearly: true }),
  ];
  expect(inOrder(overrides, '2026-11-30')).toEqual([3, 1, 5, 2, 0, 4]);
});
