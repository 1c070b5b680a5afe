// Ids are plain, whatever the name.
import { toGroupId } from './group-id';

it.each([
  ['Sales & Orders', 'sales-orders'],
  ['  Büro Köln ', 'buro-koln'],
  ['!', ''],
])('%s is %s', (name, id) => {
  expect(toGroupId(name)).toBe(id);
});
