// Our hash is Kafka's: the vectors are those of its own UtilsTest.
import { expect, test } from '@jest/globals';
import { murmur2, partitionOf } from './murmur2.js';
import { PARTITIONS } from './port.js';

test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2 of %s is what Kafka computes', (text, hash) => {
  expect(murmur2(text)).toBe(hash);
});

test('a key has one partition, and keys fill all of them evenly', () => {
  const counts = new Array<number>(PARTITIONS).fill(0);
  for (let i = 0; i < 64_000; i++) counts[partitionOf(`key-${i}-é`)]!++;
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(Math.max(...counts)).toBeLessThan(1150);
});
