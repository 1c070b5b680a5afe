// The page offers every scope that there is, and no other.
import { SCOPES as ALLOWED } from '@frontdesk/contracts';
import { SCOPES } from './scopes';

it('A3c the form offers every scope that a key may be given', () => {
  expect([...SCOPES].sort()).toEqual([...ALLOWED].sort());
});
