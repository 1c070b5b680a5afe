// A port that can't be had is told in one sentence, before anything is started for it.
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from './config-error.js';
import { expectFree } from './free-port.js';

const other = createServer();
afterEach(async () => void (await new Promise((closed) => other.close(closed))));

describe('O5 the port', () => {
  it('is refused while another process has it, and then free', async () => {
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    const at = { port, host: '127.0.0.1' };
    await expect(expectFree(at)).rejects.toThrow(
      new ConfigError(
        `Port ${port} is taken by another process. Stop that one, or take another port: PORT=${port + 1} npm start`,
      ),
    );
    await new Promise((closed) => other.close(closed));
    await expect(expectFree(at)).resolves.toBeUndefined();
  });

  it('needs an address of this machine; 0 is whichever is free', async () => {
    await expect(expectFree({ port: 3000, host: '192.0.2.1' })).rejects.toThrow(
      /^HOST=192\.0\.2\.1: this machine has no/,
    );
    await expect(expectFree({ port: 0, host: '192.0.2.1' })).resolves.toBeUndefined();
  });
});
