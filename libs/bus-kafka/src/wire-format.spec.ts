// What is decoded is what was encoded, whatever it was; and what isn't ours is said to be undecodable.
import { describe, expect, test } from '@jest/globals';
import type { StoredRecord } from '@frontdesk/journal';
import fc from 'fast-check';
import { decode, encode, Undecodable, type IncomingMessage } from './index.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

const text = fc.string({ unit: 'binary', maxLength: 40 });
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const count = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const records: fc.Arbitrary<StoredRecord> = fc.record({
  lane: fc.record({ service: name, topic: name, partition: fc.integer({ min: 0, max: 63 }) }),
  seq: count,
  id: text,
  key: text,
  workspace: text,
  type: text,
  stream: orNull(text),
  streamVersion: orNull(count),
  at: fc.integer({ min: 0, max: 8_640_000_000_000_000 }),
  meta: fc.record(
    { actor: text, correlationId: text, causationId: orNull(text), requestId: text, traceparent: text },
    { requiredKeys: ['actor', 'correlationId', 'causationId'] },
  ),
  body: fc.oneof(fc.json(), text),
  epoch: orNull(count),
  hash: orNull(fc.stringMatching(/^[0-9a-f]{64}$/)),
});

/** As it comes back from the broker: bytes throughout. */
const overTheWire = (record: StoredRecord, more?: Record<string, string>): IncomingMessage => {
  const { key, value, headers } = encode(record, more);
  const bytes = Object.entries(headers).map(([header, given]) => [header, Buffer.from(given)]);
  return { key: Buffer.from(key), value, headers: Object.fromEntries(bytes) };
};

const example: StoredRecord = {
  lane: { service: 'conversation', topic: 'conversation.events', partition: 3 },
  seq: 7,
  id: '0190e1c2-7c3a-7000-8000-000000000000',
  key: 'conversation-1',
  workspace: 'w1',
  type: 'conversation.message_added',
  stream: 'conversation-1',
  streamVersion: 2,
  at: 1_800_000_000_123,
  meta: { actor: 'agent-1', correlationId: 'c-1', causationId: null },
  body: '{"text":"Grüße"}',
  epoch: null,
  hash: null,
};

describe('L1a a record over the wire', () => {
  test('comes back as it was, byte for byte', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(decode(overTheWire(record), record.lane)).toEqual(record);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('is a CloudEvent in binary mode, with names any of its readers knows', () => {
    expect(encode(example, { ce_dataschema: 'urn:schema' })).toEqual({
      key: 'conversation-1',
      value: Buffer.from('{"text":"Grüße"}'),
      partition: 3,
      headers: {
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_id: '0190e1c2-7c3a-7000-8000-000000000000',
        ce_source: '/services/conversation',
        ce_type: 'conversation.message_added',
        ce_subject: 'conversation-1',
        ce_time: '2027-01-15T08:00:00.123Z',
        ce_dataschema: 'urn:schema',
        ce_partitionkey: 'conversation-1',
        ce_sequence: '00000000000000000002',
        ce_workspaceid: 'w1',
        ce_streamversion: '2',
        ce_laneseq: '7',
        ce_actorid: 'agent-1',
        ce_correlationid: 'c-1',
      },
    });
    for (const header of Object.keys(encode(example).headers)) expect(header).toMatch(/^(content-type|ce_[a-z0-9]+)$/);
  });

  test.each([
    ['without a body', { value: null }, {}],
    ['without a key', { key: null }, {}],
    ['not application/json', {}, { 'content-type': 'application/cloudevents+json' }],
    ['without ce_laneseq', {}, { ce_laneseq: undefined }],
    ['ce_laneseq is no number', {}, { ce_laneseq: '7.5' }],
    ['ce_laneseq is no number', {}, { ce_laneseq: '99999999999999999999' }],
    ['ce_time is no time', {}, { ce_time: 'yesterday' }],
    ['ce_id stands more than once', {}, { ce_id: ['a', 'b'] }],
  ])('is undecodable %s', (reason, message, headers) => {
    const whole = overTheWire(example);
    const damaged = { ...whole, ...message, headers: { ...whole.headers, ...headers } };
    expect(() => decode(damaged, example.lane)).toThrow(Undecodable);
    expect(() => decode(damaged, example.lane)).toThrow(reason);
  });
});
