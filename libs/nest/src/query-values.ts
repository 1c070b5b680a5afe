// Numbers and times in queries and bodies, taken as they are meant or not at all: what is out of bounds is refused, never
// made to fit, and a day that is in no calendar is no time.
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, isISO8601, Matches, ValidateBy } from 'class-validator';

const MOST = 200;
const ONE_TO_200 = /^([1-9]\d?|1\d\d|200)$/;
/** A day, or a time with its offset: without one it would be whatever the server's clock is set to. */
const DAY_OR_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** How many of a list at once. */
export const PageLimit = (otherwise: number): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST, default: otherwise }),
    IsOptional(),
    Matches(ONE_TO_200, { message: `must be a whole number from 1 to ${MOST}` }),
  );

export const pageLimit = (given: string | undefined, otherwise: number): number =>
  given === undefined ? otherwise : Number(given);

/** ISO 8601: a day, or a time with its offset. */
export const IsInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isInstant',
    validator: {
      validate: isInstant,
      defaultMessage: () => 'must be a day like 2026-12-24, or a time with its offset like 2026-12-24T15:00:00Z',
    },
  });

export const isInstant = (value: unknown): boolean =>
  typeof value === 'string' &&
  DAY_OR_TIME.test(value) &&
  isISO8601(value, { strict: true, strictSeparator: true }) &&
  !Number.isNaN(Date.parse(value));
