// An issuer of people's tokens for the day's staff: a key set over HTTP, and as many agents as the plan has.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const NAME = 'https://staff-office.example';

/** @returns {Promise<{ issuer: object, tokenOf(sub: string, role: string): Promise<string>, close(): void }>} */
export async function openStaffOffice() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'day', alg: 'EdDSA' }] });
  const server = createServer((_, reply) => reply.setHeader('content-type', 'application/json').end(keys));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const jwksUrl = `http://127.0.0.1:${server.address().port}/`;
  return {
    issuer: { issuer: NAME, audience: 'frontdesk', kind: 'person', jwksUrl },
    tokenOf: (sub, role) =>
      new SignJWT({ workspace: 'demo', roles: [role] })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'day' })
        .setIssuer(NAME)
        .setAudience('frontdesk')
        .setSubject(sub)
        .setExpirationTime('30d')
        .sign(privateKey),
    close: () => server.close(),
  };
}
