// Golden events: one file per type and version, for ever. A file that differs from today's code is a broken contract.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { toCloudEvent, type CloudEvent } from './cloud-event.js';
import { PUBLIC_EVENTS } from './catalogue.js';
import type { PublicEvent } from './public-event.js';

const GOLDEN = new URL('../../golden/', import.meta.url);
const ajv = new Ajv2020({ strict: true, allErrors: true });

/** The example of an event as the record that its service would write. */
function exampleOf(event: PublicEvent): CloudEvent {
  const service = event.type.split('.')[0] ?? '';
  const stream = `01950000-0000-7000-8000-${service.length.toString(16).padStart(12, '0')}`;
  return toCloudEvent({
    lane: { service },
    seq: 7,
    id: '01950000-0000-7000-8000-000000000001',
    key: stream,
    workspace: 'demo',
    type: event.type,
    stream,
    streamVersion: 2,
    at: Date.UTC(2025, 0, 2, 3, 4, 5, 6),
    meta: { actor: '01950000-0000-7000-8000-00000000f001', correlationId: 'req-1', causationId: null },
    body: JSON.stringify(event.example),
  });
}

const fileOf = (event: PublicEvent) => `${event.type}.v${event.version}.json`;

describe.each(PUBLIC_EVENTS.map((event) => [event.type, event] as const))('%s', (_type, event) => {
  const file = new URL(fileOf(event), GOLDEN);
  // A new event's file is written once, by its author; from then on it is only compared.
  if (process.env['WRITE_GOLDEN'] === '1' && !existsSync(file))
    writeFileSync(file, JSON.stringify(exampleOf(event), null, 2) + '\n');
  const golden = JSON.parse(readFileSync(file, 'utf8')) as CloudEvent;

  it("L1b is what today's code produces", () => expect(exampleOf(event)).toEqual(golden));
  it('is what its schema says', () => {
    const valid = ajv.compile(event.schema);
    expect(valid(golden.data) ? [] : valid.errors).toEqual([]);
  });
  it('has attribute names that every binding can carry', () => {
    for (const name of Object.keys(golden)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
  });
});

it('no golden file is without its event', () => {
  expect(readdirSync(GOLDEN).sort()).toEqual(PUBLIC_EVENTS.map(fileOf).sort());
});
