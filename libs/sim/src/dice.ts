// The seeded dice: the only chance in a simulated world. Each concern has its own, so that one more throw in one of
// them leaves the others' histories as they were.

export class Dice {
  #state: number;

  constructor(seed: number) {
    // The first throws of neighbouring seeds would resemble each other.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** In [0, 1): mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** An integer from `from` to `to`, both possible. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(list: readonly T[]): T {
    const index = this.between(0, list.length - 1);
    if (index < 0) throw new RangeError('nothing to pick from');
    return list[index] as T;
  }

  /** Dice of their own for a concern. */
  apart(concern: string): Dice {
    let mixed = this.#state;
    for (let i = 0; i < concern.length; i++) mixed = Math.imul(mixed ^ concern.charCodeAt(i), 0x01000193);
    return new Dice(mixed);
  }
}
