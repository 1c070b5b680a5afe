// Show 7: who may ask what. Every route is called by everybody, and the answer is what the one permission table says.
//
// matrix.json holds the permission of each route. A route that is missing there, or one there that is gone, fails.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { prepareDemo, services } from '@frontdesk/all-in-one';
import { allows, PERMISSIONS, SCOPES, type IssuedKey, type Permission, type Role } from '@frontdesk/contracts';
import { readConfig, startEmbedded, type Running } from '@frontdesk/runtime';
import { personToken, staffKey } from './database.js';
import { routesIn } from './routes.js';
import { expectSoundLog } from './proof.js';

jest.setTimeout(120_000);

const MATRIX = JSON.parse(readFileSync(join(import.meta.dirname, 'matrix.json'), 'utf8')) as Record<string, Permission>;
/** Served to anybody and not part of the interface: pages, the document itself. `/*` is how the tree prints `/app/*`. */
const PAGES = /^GET \/($|\*$|demo$|widget\.(de\.)?js(on)?$|workbench|console|openapi\.)/;

const ROLES: readonly (Role | 'nobody')[] = [
  ...(['owner', 'admin', 'supervisor', 'agent', 'auditor', 'integrator', 'visitor'] as const),
  'nobody',
];

const PEOPLE: readonly string[] = ['owner', 'admin', 'supervisor', 'agent', 'auditor'];
/** A key that may do but one thing. */
const NARROW = 'a key for settings.read';

let running: Running;
let folder: string;
const tokens = new Map<string, string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-matrix-'));
  running = await startEmbedded(readConfig({ PORT: '0', FRONTDESK_DATA: folder, LOG_LEVEL: 'fatal' }), services);
  await prepareDemo(running.app);
  const session = await fetch(`${running.url}/v1/visitor-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ site: 'demo' }),
  });
  tokens.set('visitor', ((await session.json()) as { token: string }).token);
  await fetch(`${running.url}/demo-issuer/jwks.json`);
  const product = { url: running.url, dataDir: folder };
  const key = await staffKey(product);
  for (const role of ROLES.filter((one) => one !== 'visitor' && one !== 'nobody' && one !== 'integrator')) {
    tokens.set(role, await personToken(product, key, `matrix-${role}`, [role]));
  }
  tokens.set('integrator', await keyWith(SCOPES));
  tokens.set(NARROW, await keyWith(['settings.read']));
});

async function keyWith(scopes: readonly Permission[]): Promise<string> {
  const response = await fetch(`${running.url}/v1/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.get('owner') ?? ''}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'matrix', scopes }),
  });
  return ((await response.json()) as IssuedKey).key;
}

afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As the router itself knows them. */
const routed = (): readonly string[] => {
  const fastify = running.app.getHttpAdapter().getInstance() as unknown as {
    printRoutes(options: { commonPrefix: boolean }): string;
  };
  return routesIn(fastify.printRoutes({ commonPrefix: false })).filter((route) => !PAGES.test(route));
};

const documented = async (): Promise<readonly string[]> => {
  const { paths } = (await (await fetch(`${running.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
};

const call = async (route: string, role: string): Promise<number> => {
  const [method = '', path = ''] = route.split(' ');
  const token = tokens.get(role);
  const response = await fetch(running.url + path.replaceAll(/:\w+/g, 'nothing-of-this-name'), {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  return response.status;
};

describe('the routes', () => {
  it('are the same in the router, in the OpenAPI document and in the matrix', async () => {
    const inMatrix = Object.keys(MATRIX).sort();
    expect([...routed()].sort()).toEqual(inMatrix);
    expect([...(await documented())].sort()).toEqual(inMatrix);
  });

  it('use every permission that there is', () => {
    expect([...new Set(Object.values(MATRIX))].sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });
});

/** What the table says: `in` (whatever else is wrong with the request), 401 or 403. */
function promised(permission: Permission, role: Role | 'nobody'): 'in' | 401 | 403 {
  if (PERMISSIONS[permission] === 'public') return 'in';
  // A person's sign-in is needed, of whatever role; keys and visitors sign in nowhere.
  if (PERMISSIONS[permission] === 'signed_in') return PEOPLE.includes(role) ? 'in' : 401;
  if (role === 'nobody') return 401;
  return allows(permission, [role]) ? 'in' : 403;
}

describe('A2a every role at every route', () => {
  it.each(Object.entries(MATRIX))('%s needs %s', async (route, permission) => {
    const answers = await Promise.all(ROLES.map((role) => call(route, role)));
    const verdict = (status: number) => (status === 401 || status === 403 ? status : 'in');
    expect(Object.fromEntries(ROLES.map((role, i) => [role, verdict(answers[i] ?? 0)]))).toEqual(
      Object.fromEntries(ROLES.map((role) => [role, promised(permission, role)])),
    );
    if (permission !== 'settings.read' && permission !== 'me.read' && promised(permission, 'integrator') === 'in') {
      const narrow = PERMISSIONS[permission] === 'public' ? 'in' : 403;
      expect(verdict(await call(route, NARROW))).toBe(narrow);
    }
    // Without a body, a key or an id of ours: wrong, but no fault of the server.
    for (const status of answers) expect(status).toBeLessThan(500);
  });
});

describe('afterwards', () => {
  it('the log, decided again, is decided alike, and the checker finds nothing', async () => {
    await expectSoundLog('matrix', { dataDir: folder });
  });
});
