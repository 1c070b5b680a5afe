// The documents of all services as one, at the gateway; and none rather than half of one.
import { HandClock } from '@frontdesk/engine/testing';
import type { Replicas, ServicePorts } from '@frontdesk/nest';
import { expect, test } from '@jest/globals';
import { fastify as server } from 'fastify';
import YAML from 'yaml';
import { publishWhole } from './whole-document.js';

const documentOf = (path: string, tag: string) => ({
  openapi: '3.1.0',
  info: { title: 'Frontdesk', version: '1' },
  paths: { '/health/live': { get: { responses: {} } }, [path]: { get: { responses: {} } } },
  tags: [{ name: 'meta' }, { name: tag }],
  components: { schemas: { Problem: {}, [`The${tag}`]: {} } },
});

/** A gateway, and services of which each may be away. */
function gateway(served: (service: string) => Promise<unknown>) {
  const clock = new HandClock(0);
  const asked: string[] = [];
  const replicasOf = (service: string) => {
    const ask = async (path: string) => {
      asked.push(`${service} ${path}`);
      const document = await served(service);
      return { statusCode: 200, body: { json: async () => document } };
    };
    return service === 'demo-issuer' ? null : ({ ask } as unknown as Replicas);
  };
  const fastify = server();
  publishWhole(fastify, { clock, replicasOf } as unknown as ServicePorts);
  const own = documentOf('/v1/realtime/tickets', 'realtime');
  fastify.get('/openapi.json', (_, reply) => reply.send(JSON.stringify(own)));
  fastify.get('/openapi.yaml', (_, reply) => reply.send(YAML.stringify(own)));
  fastify.get('/other', (_, reply) => reply.send('{}'));
  const get = async (url: string) => (await fastify.inject({ url })).body;
  return { clock, asked, get, fastify };
}

const answered = async (service: string) => documentOf(`/v1/${service}`, service);
const PATHS = ['/v1/conversation', '/v1/assignment-queue', '/v1/settings', '/v1/presence', '/v1/submission'];

test('it says what every service serves, in JSON and in YAML', async () => {
  const { get } = gateway(answered);
  const whole = JSON.parse(await get('/openapi.json')) as ReturnType<typeof documentOf>;
  expect(Object.keys(whole.paths).sort()).toEqual(['/health/live', '/v1/realtime/tickets', ...PATHS].sort());
  expect(whole.tags.filter(({ name }) => name === 'meta')).toHaveLength(1);
  expect(Object.keys(whole.components.schemas)).toContain('Thesettings');
  expect(YAML.parse(await get('/openapi.yaml'))).toEqual(whole);
  expect(await get('/other')).toBe('{}');
});

test('services are asked once a minute, however often it is read', async () => {
  const { clock, asked, get } = gateway(answered);
  await get('/openapi.json');
  await get('/openapi.json');
  expect(asked).toHaveLength(PATHS.length);
  clock.advance(60_000);
  await get('/openapi.json');
  expect(asked).toHaveLength(2 * PATHS.length);
});

test('while one is away there is no document, and there is again when it is back', async () => {
  let away = true;
  const { get, fastify } = gateway((service) =>
    away && service === 'settings' ? Promise.reject(new Error('away')) : answered(service),
  );
  fastify.setErrorHandler((error, _, reply) => reply.status(503).send((error as { code?: string }).code));
  expect(await get('/openapi.json')).toBe('unavailable');
  away = false;
  expect(Object.keys((JSON.parse(await get('/openapi.json')) as ReturnType<typeof documentOf>).paths)).toContain(
    '/v1/settings',
  );
});
