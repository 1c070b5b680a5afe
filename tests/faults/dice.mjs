// Chance that can be repeated, as far as real processes allow: the same seed draws the same faults at the same moments.

/** @param {number} seed */
export function dice(seed) {
  let state = seed | 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (least, most) => least + next() * (most - least);
  return { next, between, pick: (from) => from[Math.floor(next() * from.length)] };
}
