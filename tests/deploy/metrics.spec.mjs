// docs/metrics.md names the metrics there are, as they are, and nothing else; none of their labels can grow without bound.
import { afterAll, describe, expect, it } from '@jest/globals';
import { Metrics } from '../../libs/nest/src/metrics.js';
import { textOf } from './compose-files.mjs';

const text = textOf('docs/metrics.md');
const metrics = new Metrics('test');
afterAll(() => metrics.stop());

const coded = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name, type, labels]) => ({ name: coded(name)[0], type, labels: coded(labels) }));

describe('the table of metrics', () => {
  it('O4 names every metric with its type and labels, and no other', () => {
    const byName = (one, other) => one.name.localeCompare(other.name);
    expect([...rows].sort(byName)).toEqual([...metrics.described()].sort(byName));
  });

  it('O4 is the only place that others name them from', () => {
    const known = new Set(rows.map(({ name }) => name));
    for (const [name] of text.matchAll(/frontdesk_[a-z_]+/g)) expect(known).toContain(name);
  });

  it('O4 has no label by which workspaces, people or conversations could be told apart', () => {
    const labels = new Set(rows.flatMap((row) => row.labels));
    const bounded = ['method', 'route', 'status', 'role', 'consumer', 'type', 'outcome', 'topic', 'lane', 'owner'];
    bounded.push('pool', 'state', 'message', 'quantile', 'mode');
    expect([...labels].filter((label) => !bounded.includes(label))).toEqual([]);
  });
});
