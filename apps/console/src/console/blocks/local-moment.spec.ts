// Filled in on one's own clock, kept in UTC: there and back is the same.
import { describe, expect, it } from '@jest/globals';
import { toInstant, toLocal } from './local-moment';

describe('a moment in a form', () => {
  it('B16 comes back as it was filled in, and nothing stays nothing', () => {
    for (const local of ['2026-03-01T10:30', '2026-07-01T00:00']) expect(toLocal(toInstant(local))).toBe(local);
    expect(toInstant('2026-03-01T10:30')).toMatch(/^2026-0[23]-\d\dT\d\d:\d\d:00\.000Z$/);
    expect([toInstant(''), toLocal(null), toLocal('gone')]).toEqual([null, '', '']);
  });
});
