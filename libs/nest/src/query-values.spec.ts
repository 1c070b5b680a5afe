// What is taken for a time, and for the size of a page.
import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { isInstant, PageLimit, pageLimit } from './query-values.js';

class Query {
  @PageLimit(50)
  readonly limit?: string;
}

const faults = (limit: unknown): number => validateSync(plainToInstance(Query, { limit })).length;

describe('a time', () => {
  it.each(['2026-12-24', '2024-02-29', '2026-12-24T15:00Z', '2026-12-24T15:00:00.123+01:00'])('is %s', (text) =>
    expect(isInstant(text)).toBe(true),
  );

  it.each([
    ...['2026-02-31', '2026-02-29', '2026-13-01', '2026-W05', '2026-200', '2026', '2026-12', 'noon', '', 5, null],
    ...['2026-02-31T10:00:00Z', '2026-12-24T25:00:00Z', '2026-12-24T15:00:00', '2026-12-24 15:00:00Z'],
  ])('is not %s', (text) => expect(isInstant(text)).toBe(false));
});

describe('the size of a page', () => {
  it('is from 1 to 200, or what is usual', () => {
    expect([undefined, '1', '99', '100', '200'].map(faults)).toEqual([0, 0, 0, 0, 0]);
    expect([pageLimit(undefined, 50), pageLimit('7', 50)]).toEqual([50, 7]);
  });

  it('is refused rather than made to fit', () => {
    for (const limit of ['0', '-5', '201', '1000', '05', '1.5', '1e2', ' 5', '', 'many', ['1', '2'], 5])
      expect([limit, faults(limit)]).toEqual([limit, 1]);
  });
});
