// What every suite says its figures with: quantiles of what was measured, and one shape for the table.

/** The value below which this share of the samples lies. */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (samples) => quantile(samples, 0.5);

/**
 * @param {object} figure
 * @param {'most' | 'least'} [figure.goalIs] whether the ratio (without a limit: the value) may be at most or at least the
 *   goal; no goal: nothing is promised, the figure is only told
 */
export function figure({ name, value, unit, limit = null, goal = null, goalIs = 'least', n }) {
  const ratio = limit === null ? null : value / limit;
  const judged = ratio ?? value;
  const ok = goal === null || (goalIs === 'least' ? judged >= goal : judged <= goal);
  return { name, value: rounded(value), unit, limit: rounded(limit), ratio: rounded(ratio), goal, ok, n };
}

/** Three digits that say something; a microbenchmark has no more. */
function rounded(value) {
  if (value === null || !Number.isFinite(value)) return null;
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

/** Milliseconds that the work took. */
export async function timed(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
