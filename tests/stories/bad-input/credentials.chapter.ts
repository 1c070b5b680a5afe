// Chapter: tokens that are none, and roles that may not.
import { describe, it } from '@jest/globals';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { sign } from '../database.js';
import type { WrongAsker } from './wrong-asker.js';

export function credentials(asker: WrongAsker): void {
  const { expectRefused } = asker;

  describe('a token that is none', () => {
    const demo = () => `${asker.there.product.url}/demo-issuer`;
    const person = { sub: 'ada', roles: ['owner'], workspace: 'demo' };
    const past = Math.floor(Date.now() / 1000) - 3600;
    const forger = async () => {
      const { privateKey } = await generateKeyPair('EdDSA');
      const header = { alg: 'EdDSA', kid: asker.there.staff.kid };
      return new SignJWT(person)
        .setProtectedHeader(header)
        .setIssuer(demo())
        .setAudience('frontdesk')
        .setExpirationTime('1h')
        .sign(privateKey);
    };
    const confused = () =>
      new SignJWT(person)
        .setProtectedHeader({ alg: 'HS256', kid: asker.there.staff.kid })
        .setIssuer(demo())
        .setAudience('frontdesk')
        .setExpirationTime('1h')
        .sign(Buffer.from(asker.there.staff.jwk.x ?? '', 'base64url'));
    const unsigned = () =>
      new UnsecuredJWT(person).setIssuer(demo()).setAudience('frontdesk').setExpirationTime('1h').encode();
    it.each<[string, () => string | Promise<string>]>([
      ['nonsense', () => 'nonsense'],
      ['three words', () => 'a.b.c'],
      ['expired', () => sign(asker.there.staff, { ...person, iss: demo(), exp: past })],
      ['without an end', () => sign(asker.there.staff, { ...person, iss: demo(), exp: undefined })],
      ['not yet valid', () => sign(asker.there.staff, { ...person, iss: demo(), nbf: past + 7200 })],
      ['forged with another key', forger],
      ['signed with the public key', confused],
      ['not signed at all', unsigned],
      ['of an issuer that is not trusted', () => sign(asker.there.staff, { ...person, iss: 'https://evil.example' })],
      ['for somebody else', () => sign(asker.there.staff, { ...person, iss: demo(), aud: 'another-product' })],
      ['of nobody', () => sign(asker.there.staff, { ...person, iss: demo(), sub: undefined })],
      ['of a person, signed with the visitors’ key', () => sign(asker.there.visitors, { ...person, iss: demo() })],
    ])('%s', async (_, made) => {
      await expectRefused({ ask: 'GET /v1/board', status: 401, code: 'unauthenticated' }, await made());
    });

    // A good sign-in with an issuer that tells nothing of workspaces: who was not invited is nobody here.
    it.each<[string, object]>([
      ['of no workspace', { workspace: undefined }],
      ['of no role', { roles: [] }],
      ['of a role that nobody knows', { roles: ['root'] }],
      ['of a visitor, by the issuer of people', { roles: ['visitor'] }],
    ])('%s', async (_, claims) => {
      const token = await sign(asker.there.staff, { ...person, iss: demo(), ...claims });
      await expectRefused({ ask: 'GET /v1/board', status: 401, code: 'not_invited' }, token);
    });

    it('a visitor’s token makes nobody an owner, whatever it claims', async () => {
      const token = await sign(asker.there.visitors, {
        ...person,
        iss: 'frontdesk-visitor',
        channel: 'web',
        group: 'support',
      });
      await expectRefused({ ask: 'GET /v1/board', status: 403, code: 'forbidden' }, token);
    });

    it('none, or another scheme', async () => {
      const board = { ask: 'GET /v1/board', status: 401, code: 'unauthenticated' };
      await expectRefused(board);
      await expectRefused({ ...board, headers: { authorization: 'Basic YWRhOmFkYQ==' } });
    });
  });

  describe('a role that may not', () => {
    it.each<[string, string]>([
      ['ana', 'GET /v1/board'],
      ['ana', 'PUT /v1/settings/queue'],
      ['sue', 'DELETE /v1/settings/groups/sales'],
      ['aud', 'PUT /v1/presence/me'],
      ['aud', 'POST /v1/queue/{conversation}/pull'],
      ['aud', 'POST /v1/conversations/{conversation}/close'],
      ['ana', 'POST /v1/conversations'],
      ['visitor', 'GET /v1/conversations'],
      ['visitor', 'GET /v1/queue'],
      ['visitor', 'GET /v1/explanations/{conversation}'],
    ])('%s: %s', (as, request) =>
      expectRefused({ as, ask: request, status: 403, code: 'forbidden', says: /permission [a-z]+\.[a-z]+/ }),
    );

    it('an agent may not speak in another agent’s conversation', () =>
      expectRefused({
        as: 'ben',
        ask: 'POST /v1/conversations/{conversation}/messages',
        body: { clientMessageId: 'a', text: 'Me too' },
        status: 403,
        code: 'not_the_owner',
        says: /queue/,
      }));
  });
}
