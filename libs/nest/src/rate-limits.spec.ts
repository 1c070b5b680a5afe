// Who is counted: whoever asks, once, whichever replica answers in the end.
import { describe, expect, it } from '@jest/globals';
import { MemoryLimits } from '@frontdesk/lease';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { TokenVerifier } from './authentication.js';
import { PermissionGuard, Requires } from './authorization.js';
import { RateLimitGuard } from './rate-limits.js';

const QUOTAS = { workspace: 0, person: 2, key: 0, visitor: 0, starts: 0, submissions: 0, address: 0 };
const KEY = 'the key of this installation';

const verifier = { verify: async () => ({ workspace: 'w', id: 'ana', roles: ['agent'] }) };
const permission = new PermissionGuard(new Reflector(), verifier as unknown as TokenVerifier);

class Routes {
  @Requires('queue.read')
  queue(): void {}
}

async function ask(guard: RateLimitGuard, hop: Record<string, string> = {}): Promise<boolean> {
  const request = { headers: { authorization: 'Bearer ana', ...hop } };
  const http = { getRequest: () => request, getResponse: () => ({ header: () => undefined }) };
  const context = {
    ...{ getType: () => 'http', switchToHttp: () => http },
    getHandler: () => Object.getOwnPropertyDescriptor(Routes.prototype, 'queue')?.value as () => void,
  } as unknown as ExecutionContext;
  await permission.canActivate(context);
  return guard.canActivate(context).catch(() => false);
}

describe('L5 a request that one replica hands on to another', () => {
  it('counts where it came in, and not a second time', async () => {
    const guard = new RateLimitGuard(new MemoryLimits(() => 0), QUOTAS, KEY);
    const handedOn = { 'x-frontdesk-hop': KEY };
    const answers = [await ask(guard), await ask(guard, handedOn), await ask(guard), await ask(guard, handedOn)];
    expect([...answers, await ask(guard)]).toEqual([true, true, true, true, false]);
  });

  it.each([
    ['says so without the key', KEY, '1'],
    ['says so where there is no other replica', null, KEY],
  ])('counts when whoever asks %s', async (_, key, hop) => {
    const guard = new RateLimitGuard(new MemoryLimits(() => 0), QUOTAS, key);
    const answers = [await ask(guard), await ask(guard)];
    expect([...answers, await ask(guard, { 'x-frontdesk-hop': hop })]).toEqual([true, true, false]);
  });
});
