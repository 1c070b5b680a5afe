// The machine's clock and ids: the only place of the product that asks for the time or for dice.
import { randomBytes } from 'node:crypto';
import type { Clock, Ids } from '@frontdesk/engine';
import type { Instant } from '@frontdesk/kernel';

/** setTimeout can't wait longer than this; a later deadline is armed again. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** How fast a clock runs, since an instant of the machine's: all processes of an installation are told the same (ADR 27). */
export interface Pace {
  readonly from: Instant;
  readonly speed: number;
}

/** What such a clock shows when the machine's shows `at`. */
export const shownAt = ({ from, speed }: Pace, at: Instant): Instant => Math.floor(from + (at - from) * speed);

export function clockAt(pace: Pace): Clock {
  const now = () => shownAt(pace, Date.now());
  return {
    now,
    at(at, call) {
      let timer: NodeJS.Timeout;
      const arm = () => {
        const wait = Math.ceil((at - now()) / pace.speed);
        timer = setTimeout(ring, Math.min(Math.max(wait, 0), LONGEST_TIMEOUT_MS));
        timer.unref();
      };
      // A machine's timer is not its clock, and may ring a little before it.
      const ring = () => (now() < at ? arm() : call());
      arm();
      return () => clearTimeout(timer);
    },
  };
}

export const systemClock: Clock = clockAt({ from: 0, speed: 1 });

export const clockOf = (pace: Pace | null): Clock => (pace === null ? systemClock : clockAt(pace));

/** Drawn for many ids at once: each draw is a call into the system. */
let chance = Buffer.alloc(0);

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. Sorts by time, so indexes stay dense. */
export const uuidV7: Ids = {
  next() {
    if (chance.length < 16) chance = randomBytes(16 * 128);
    const bytes = chance.subarray(0, 16);
    chance = chance.subarray(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  },
};
