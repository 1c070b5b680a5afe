// Where suites find their servers: an engine is asked, not guessed from a program on PATH; and without one nothing is
// left out.
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { containedOrNative, engineAnswers, imageOf } from '../../deploy/native/containers.mjs';

const closing = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Something that listens on a socket of its own; its DOCKER_HOST. */
async function listening(server) {
  const dir = mkdtempSync(join(tmpdir(), 'frontdesk-engine-'));
  const socket = join(dir, 'engine.sock');
  const open = new Set();
  server.on('connection', (connection) => open.add(connection));
  await new Promise((done) => server.listen(socket, done));
  closing.push(async () => {
    for (const connection of open) connection.destroy();
    await new Promise((done) => server.close(done));
    rmSync(dir, { recursive: true, force: true });
  });
  return { DOCKER_HOST: `unix://${socket}` };
}

const engine = (status) =>
  listening(
    http.createServer((request, answer) => answer.writeHead(request.url === '/_ping' ? status : 404).end('OK')),
  );

describe('a container engine', () => {
  it('is there when it answers', async () => {
    expect(await engineAnswers(await engine(200))).toBe(true);
  });

  it('is not there when nothing listens, when it is broken, when it is silent, or when it cannot be asked', async () => {
    expect(await engineAnswers({ DOCKER_HOST: 'unix:///nowhere/docker.sock' })).toBe(false);
    expect(await engineAnswers({ DOCKER_HOST: 'tcp://127.0.0.1:1' })).toBe(false);
    expect(await engineAnswers(await engine(500))).toBe(false);
    expect(await engineAnswers(await listening(net.createServer(() => undefined)))).toBe(false);
    expect(await engineAnswers({ DOCKER_HOST: 'ssh://somewhere' })).toBe(false);
  });
});

describe('a server for a suite', () => {
  const contained = async () => 'contained';
  const native = async () => 'native';

  it('is a container where an engine answers, else a process of this machine', async () => {
    expect(await containedOrNative('It', contained, native, await engine(200))).toBe('contained');
    expect(await containedOrNative('It', contained, native, { DOCKER_HOST: 'unix:///nowhere' })).toBe('native');
  });

  it('is a process too where the engine cannot run the image: no suite is left out', async () => {
    const broken = () => Promise.reject(new Error('no such image'));
    expect(await containedOrNative('It', broken, native, await engine(200))).toBe('native');
  });

  it.each(['postgres', 'kafka', 'redis'])('%s is of the version that docker-compose.yml runs', (name) => {
    expect(imageOf(name)).toMatch(new RegExp(`${name}:\\d+\\.\\d+`));
  });
});
