// A service of several replicas is asked at the first that answers; who is dead or frozen is out of turn until it lives.
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Replicas, Unreachable } from './replicas.js';

type Behaviour = 'answers' | 'breaks' | 'drains' | 'freezes' | 'is slow';

const TIMES = { lateMs: 30, probeMs: 100, againMs: 20 };
const SLOW_MS = 300;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function replica(name: string, how: Behaviour = 'answers', port = 0) {
  const seen: string[] = [];
  const bodies: string[] = [];
  const self = { origin: '', seen, bodies, how, probes: 0 };
  const server = createServer((request, response) => {
    const isProbe = request.url === '/health/live';
    if (isProbe) self.probes++;
    else seen.push(request.url ?? '');
    if (self.how === 'breaks') request.socket.destroy();
    // As a process that stops: it answers before it has read anything.
    else if (self.how === 'drains') response.writeHead(503, { 'x-frontdesk-draining': '1', connection: 'close' }).end();
    else if (self.how === 'is slow' && !isProbe) setTimeout(() => response.end(name), SLOW_MS);
    else if (self.how !== 'freezes')
      void text(request).then(
        (body) => (bodies.push(body), response.end(name)),
        () => undefined,
      );
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  self.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(self, { server });
}

async function dead(): Promise<{ origin: string; port: number }> {
  const { origin, server } = await replica('dead');
  await new Promise((done) => server.close(done));
  return { origin, port: Number(new URL(origin).port) };
}

const asked = async (replicas: Replicas, repeatable = true, withinMs = 5_000) =>
  (await replicas.ask('/x', { method: 'POST' }, { withinMs, repeatable })).body.text();

const until = async (what: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await what())) await new Promise((done) => setTimeout(done, 10));
};

describe('the replicas of a service', () => {
  it('are asked in turn', async () => {
    const [a, b] = [await replica('a'), await replica('b')];
    const replicas = new Replicas([a.origin, b.origin], TIMES);
    expect([await asked(replicas), await asked(replicas), await asked(replicas)]).toEqual(['a', 'b', 'a']);
  });

  it('are passed over where nobody listens, whatever is asked, until somebody does again', async () => {
    const [a, b] = [await dead(), await replica('b')];
    const replicas = new Replicas([a.origin, b.origin], TIMES);
    for (let i = 0; i < 4; i++) expect(await asked(replicas, false)).toBe('b');
    const back = await replica('a', 'answers', a.port);
    await until(() => back.probes > 0);
    await until(async () => (await asked(replicas, false)) === 'a');
    expect(back.seen.length).toBeGreaterThan(0);
  });

  it('are asked again after a break only when asking twice does no harm', async () => {
    const [a, b] = [await replica('a', 'breaks'), await replica('b')];
    expect(await asked(new Replicas([a.origin, b.origin], TIMES))).toBe('b');
    await expect(asked(new Replicas([a.origin, b.origin], TIMES), false)).rejects.toThrow(Unreachable);
    expect(b.seen).toHaveLength(1);
  });

  it('cost only those their time who had asked when one froze; nobody is sent to find out whether it is back', async () => {
    const [a, b] = [await replica('a', 'freezes'), await replica('b')];
    const replicas = new Replicas([a.origin, b.origin], TIMES);
    expect(await asked(replicas)).toBe('b');
    for (let i = 0; i < 5; i++) expect(await asked(replicas)).toBe('b');
    expect(a.seen).toHaveLength(1);
    a.how = 'answers';
    await until(async () => (await asked(replicas)) === 'a');
  });

  it('are waited for while they live, however slow they are', async () => {
    const [a, b] = [await replica('a', 'is slow'), await replica('b')];
    expect(await asked(new Replicas([a.origin, b.origin], TIMES))).toBe('a');
    expect(a.probes).toBeGreaterThan(0);
    expect(b.seen).toEqual([]);
  });

  it('P02 are waited for when nobody else could be asked: a process with too much to do looks like a frozen one', async () => {
    const busy = await replica('a', 'freezes');
    const alone = new Replicas([busy.origin], TIMES);
    await expect(asked(alone, true, 300)).rejects.toThrow(Unreachable);
    const waiting = [asked(alone), asked(alone, false)];
    await until(() => busy.probes > 3);
    expect(busy.seen).toHaveLength(1);
    busy.how = 'answers';
    expect(await Promise.all(waiting)).toEqual(['a', 'a']);
  });

  it('are given up at once when all of them are known to be gone, and asked when one is there again', async () => {
    const nobody = await dead();
    const alone = new Replicas([nobody.origin], TIMES);
    const from = performance.now();
    for (let i = 0; i < 3; i++) await expect(asked(alone, true, 60_000)).rejects.toThrow(Unreachable);
    expect(performance.now() - from).toBeLessThan(30_000);
    await replica('a', 'answers', nobody.port);
    await until(() =>
      asked(alone).then(
        () => true,
        () => false,
      ),
    );
  });

  it('are given up after the time that was given', async () => {
    const slow = await replica('a', 'is slow');
    await expect(asked(new Replicas([slow.origin], TIMES), true, 100)).rejects.toThrow(Unreachable);
  });

  describe('that are sent a file', () => {
    const asking = { withinMs: 5_000, repeatable: false };
    const send = (replicas: Replicas, body: Readable) => replicas.ask('/x', { method: 'POST', body }, asking);

    it('get all of it where the first one is not there', async () => {
      const [a, b] = [await dead(), await replica('b')];
      const { body } = await send(new Replicas([a.origin, b.origin], TIMES), Readable.from(['one ', 'two']));
      expect([await body.text(), b.bodies]).toEqual(['b', ['one two']]);
    });

    it('are never sent the rest of what another one has refused', async () => {
      for (const bytes of [10, 1_000_000]) {
        const [a, b] = [await replica('a', 'drains'), await replica('b')];
        const replicas = new Replicas([a.origin, b.origin], TIMES);
        const file = Readable.from(['x'.repeat(bytes), 'end']);
        const outcome = await send(replicas, file).then(
          ({ statusCode }) => statusCode,
          (error: unknown) => (error instanceof Unreachable ? 503 : error),
        );
        // Whoever got none of it may have all of it; else who sent it has to send it again.
        expect([bytes, outcome, b.bodies]).toEqual(
          b.bodies.length > 0 ? [bytes, 200, [`${'x'.repeat(bytes)}end`]] : [bytes, 503, []],
        );
        expect(await asked(replicas)).toBe('b');
      }
    });

    it('stay in turn when whoever sends it goes away', async () => {
      const a = await replica('a');
      const replicas = new Replicas([a.origin], { ...TIMES, againMs: 60_000 });
      const file = new PassThrough();
      file.write('half');
      const sent = send(replicas, file);
      await until(() => a.seen.length > 0);
      file.destroy(new Error('the visitor gave it up'));
      await expect(sent).rejects.toThrow(Unreachable);
      expect(await asked(replicas)).toBe('a');
    });
  });
});
