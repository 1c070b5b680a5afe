// A request whose token is refused: renewed and sent once more, or the session is over.
import { jest } from '@jest/globals';
import type { Session } from '../session/session';
import { createHttp } from './http';

const answers = (...statuses: readonly number[]) => {
  const sent: string[] = [];
  const left = [...statuses];
  globalThis.fetch = jest.fn<typeof fetch>((_, init) => {
    sent.push(String(new Headers(init?.headers).get('authorization')));
    const status = left.shift() ?? 200;
    return Promise.resolve(new Response(status === 200 ? '{"ok":true}' : '{"code":"unauthenticated"}', { status }));
  });
  return sent;
};
const sessionOf = (renewed: boolean) => {
  let token = 'first';
  const lost = jest.fn<Session['lost']>();
  const refused = jest.fn<Session['refused']>(() => {
    if (renewed) token = 'second';
    return Promise.resolve(renewed);
  });
  const session = {
    refused,
    lost,
    get token() {
      return token;
    },
  } as unknown as Session;
  return { session, refused, lost };
};
const before = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = before;
});

describe('A3h a token that is refused', () => {
  it('is renewed, and what it was for is sent again', async () => {
    const sent = answers(401, 200);
    const { session, lost } = sessionOf(true);
    expect(await createHttp(session).post('/x', { text: 'hello' })).toEqual({ ok: true });
    expect(sent).toEqual(['Bearer first', 'Bearer second']);
    expect(lost).not.toHaveBeenCalled();
  });

  it('ends the session when the new one is refused, too', async () => {
    const sent = answers(401, 401);
    const { session, lost } = sessionOf(true);
    await expect(createHttp(session).get('/x')).rejects.toMatchObject({ status: 401 });
    expect(sent).toHaveLength(2);
    expect(lost).toHaveBeenCalledWith('second');
  });

  it('is not tried again where there is no other', async () => {
    const sent = answers(401);
    await expect(createHttp(sessionOf(false).session).raw('/x')).rejects.toMatchObject({ status: 401 });
    expect(sent).toEqual(['Bearer first']);
  });
});
