// Arrivals at a fixed rate, whether or not the ones before are answered: from the call to its answer, which has the
// outcome in it. The rate goes up until the p99 is twice what it is when nothing is busy.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { call } from '../assign/clients.mjs';
import { figure, quantile } from '../measure.mjs';

const FIRST_RATE = 5;
const STEP = 1.5;
const HIGHEST_RATE = 1_000;
const STEP_MS = 6_000;
const VISITORS = 150;

export async function arrivals(url) {
  const idle = await Promise.all(Array.from({ length: VISITORS }, () => session(url)));
  await step(url, idle, FIRST_RATE, STEP_MS / 2);
  const quiet = await step(url, idle, FIRST_RATE, 2 * STEP_MS);
  let last = quiet;
  for (let rate = FIRST_RATE * STEP; rate <= HIGHEST_RATE; rate *= STEP) {
    const now = await step(url, idle, rate, STEP_MS);
    if (now.late || now.p99 > 2 * quiet.p99) break;
    last = now;
  }
  const name = 'assign.arrivals_until_p99_doubles';
  return [
    figure({ name, value: last.rate, unit: 'arrivals/s', n: last.n }),
    figure({ name: `${name}_at_rest`, value: quiet.p99, unit: 'ms p99', n: quiet.n }),
  ];
}

async function session(url) {
  return (await call(url, 'POST', '/v1/visitor-sessions', null, { site: 'demo' })).body.token;
}

/** `late`: there were not enough visitors left for the next arrival, so it did not come when it should have. */
async function step(url, idle, rate, ms) {
  const samples = [];
  const under = new Set();
  let late = false;
  const from = performance.now();
  for (let n = 0; n < (rate * ms) / 1_000 && !late; n++) {
    const wait = from + (1_000 * n) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    const token = idle.shift();
    if (token === undefined) {
      late = true;
      break;
    }
    const one = arrive(url, token, samples).finally(() => (under.delete(one), idle.push(token)));
    under.add(one);
  }
  await Promise.all(under);
  const p99 = quantile(samples, 0.99);
  process.stderr.write(
    `  ${rate.toFixed(1)} arrivals/s: p99 ${p99.toFixed(0)} ms (n ${samples.length})${late ? ', late' : ''}\n`,
  );
  return { rate, p99, n: samples.length, late };
}

/** One visitor asks, hears the outcome, and leaves again, so that the queue stays as it is. */
async function arrive(url, token, samples) {
  const from = performance.now();
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await call(url, 'POST', '/v1/conversations', token, { text: 'Hello' }, key);
  samples.push(performance.now() - from);
  await call(url, 'POST', `/v1/conversations/${body.conversationId}/close`, token);
}
