// What a fault run says in the end: the table, and whether it is a pass. A run that has seen too little is none.

const MINUTE_MS = 60_000;

/** What ten minutes must have seen at least, and shorter runs their share of it; every kind of fault once in any case. */
const TEN_MINUTES = { faults: 60, ofEachKind: 5, acknowledged: 10_000, arrivals: 500 };

export function wantedOf(faultsMs) {
  const share = faultsMs / (10 * MINUTE_MS);
  const entries = Object.entries(TEN_MINUTES).map(([name, n]) => [name, Math.max(1, Math.floor(n * share))]);
  return Object.fromEntries(entries);
}

const sumOf = (faults) => Object.values(faults).reduce((sum, n) => sum + n, 0);

/** Where it has seen less than it must have; empty: enough. */
export function shortfalls({ faults, acknowledged, arrivals, wanted }) {
  const seen = [
    ['faults', sumOf(faults), wanted.faults],
    ...Object.entries(faults).map(([kind, n]) => [kind, n, wanted.ofEachKind]),
    ['acknowledged messages', acknowledged, wanted.acknowledged],
    ['arrivals', arrivals, wanted.arrivals],
  ];
  return seen.flatMap(([what, n, least]) => (n < least ? [`${what}: ${n}, at least ${least} are wanted`] : []));
}

/** @param {Awaited<ReturnType<typeof import('./run.mjs').faultRun>>} report */
export function pageOf(report) {
  const { lost, doubled, overLimit, other, starts, messages, wanted, crashes } = report;
  const rows = [
    ['seed', report.seed],
    ['machine load, five minutes', report.load.toFixed(1)],
    ['faults', sumOf(report.faults), wanted.faults],
    ...Object.entries(report.faults).map(([kind, n]) => [`  ${kind}`, n, wanted.ofEachKind]),
    ['processes that ended by themselves', crashes.length],
    ['sockets that came back', report.reconnects],
    ['acknowledged messages', report.acknowledged, wanted.acknowledged],
    ['arrivals', report.arrivals, wanted.arrivals],
    ...Object.entries(report.outcomes).map(([outcome, n]) => [`  ${outcome}`, n]),
    ['conservation: remainder', report.remainder],
    ['verify: records, decisions, differences', `${report.records}, ${report.decisions}, ${report.differences}`],
    ['Kafka against journal: records, differences', `${report.compared.records}, ${report.compared.differences}`],
    ['start to answer without faults', paceOf(starts.calm)],
    ['start to answer with faults', paceOf(starts.broken)],
    ['message to answer without faults', paceOf(messages.calm)],
    ['message to answer with faults', paceOf(messages.broken)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value, least]) => {
    const goal = least === undefined ? '' : `  (at least ${least}${value < least ? ': MISSED' : ''})`;
    return `${name.padEnd(width)}  ${value}${goal}`;
  });
  const found = [...lost, ...doubled, ...overLimit, ...other, ...crashes].slice(0, 40);
  const sum = `lost ${lost.length}, doubled ${doubled.length}, over limit ${overLimit.length}, other findings ${other.length}`;
  const short = shortfalls(report);
  const less = short.length === 0 ? [] : [`no pass, because it has seen too little: ${short.join('; ')}`];
  return [...table, ...found, ...less, sum].join('\n');
}

const ms = (value) => (value === null ? '–' : `${Math.round(value)} ms`);
const paceOf = ({ n, p50, p99 }) => `p50 ${ms(p50)}, p99 ${ms(p99)} (n ${n})`;

/** Nothing lost, doubled, over a limit or otherwise wrong; everybody accounted for; decided again, all is the same. */
export const isSound = ({ lost, doubled, overLimit, other, remainder, differences }) =>
  lost.length + doubled.length + overLimit.length + other.length === 0 && remainder === 0 && differences === 0;
