// A service of several replicas is asked at the first that answers.
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Replicas, Unreachable } from './replicas.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function replica(name: string, how: 'answers' | 'breaks' | 'freezes' = 'answers') {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (how === 'answers') response.end(name);
    else if (how === 'breaks') request.socket.destroy();
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

async function dead(): Promise<string> {
  const { origin, server } = await replica('dead');
  await new Promise((done) => server.close(done));
  return origin;
}

const asked = async (replicas: Replicas, repeatable = true, withinMs = 2_000) =>
  (await replicas.fetch('/x', { method: 'POST' }, { withinMs, repeatable })).text();

describe('the replicas of a service', () => {
  it('are asked in turn', async () => {
    const [a, b] = [await replica('a'), await replica('b')];
    const replicas = new Replicas([a.origin, b.origin]);
    expect([await asked(replicas), await asked(replicas), await asked(replicas)]).toEqual(['a', 'b', 'a']);
  });

  it('are passed over where nobody listens, whatever is asked, and asked last for a while', async () => {
    const b = await replica('b');
    let now = 0;
    const replicas = new Replicas([await dead(), b.origin], () => now);
    for (let i = 0; i < 4; i++) expect(await asked(replicas, false)).toBe('b');
    expect(b.seen).toHaveLength(4);
    now += 60_000;
    expect(await asked(replicas, false)).toBe('b');
  });

  it('are asked again after a break only when asking twice does no harm', async () => {
    const [a, b] = [await replica('a', 'breaks'), await replica('b')];
    expect(await asked(new Replicas([a.origin, b.origin]))).toBe('b');
    await expect(asked(new Replicas([a.origin, b.origin]), false)).rejects.toThrow(Unreachable);
    expect(b.seen).toHaveLength(1);
  });

  it('are given up after the time that was given', async () => {
    const frozen = await replica('a', 'freezes');
    await expect(asked(new Replicas([frozen.origin]), true, 100)).rejects.toThrow(Unreachable);
  });
});
