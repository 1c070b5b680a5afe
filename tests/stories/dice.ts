// Chance that can be repeated: the seed is printed, and SEED=… plays the same again.

export interface Dice {
  readonly seed: number;
  /** 0 ≤ x < 1 */
  next(): number;
  /** 0 ≤ n < below */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** All of them, in another order. */
  shuffle<T>(all: readonly T[]): T[];
}

export function dice(story: string): Dice {
  const seed = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31) + 1;
  process.stdout.write(`${story}: seed ${seed} (SEED=${seed} plays it again)\n`);
  let state = seed;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const shuffle = <T>(all: readonly T[]): T[] => {
    const rest = [...all];
    return all.map(() => rest.splice(below(rest.length), 1)[0] as T);
  };
  return { seed, next, below, pick, shuffle };
}
