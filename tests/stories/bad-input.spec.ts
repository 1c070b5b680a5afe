// Show 7: whatever is sent, the answer is a problem that says what to do, and nothing is written.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ConversationList, Problem, SubmissionReceipt } from '@frontdesk/contracts';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { WebSocket } from 'ws';
import { api, tokenOf, type Api } from '../harness/api.js';
import { RealtimeClient } from '../harness/realtime-client.js';
import { found } from '../harness/routed-house.js';
import { runtimeWanted, startOn, type RunningProduct } from '../harness/runtimes.js';
import { demoIsThere, StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';
import { ask, personToken, sign, staffKey, untilQuiet, visitorKey, written, type Key } from './database.js';

jest.setTimeout(120_000);

let product: RunningProduct;
let staff: Key;
let visitors: Key;
let silent: Promise<{ code: number; reason: string }>;
/** Who asks, by name. */
const tokens: Record<string, string | null> = { nobody: null };
/** `{name}` in a path stands for one of these. */
const ids: Record<string, string> = { unknown: randomUUID() };
let visitor: VisitorClient;
let ownerElsewhere: Api;
let visitorElsewhere: VisitorClient;

beforeAll(async () => {
  product = await startOn(runtimeWanted());
  await demoIsThere(product.url);
  silent = endOf(open());
  for (const sub of ['ada', 'sue', 'ana', 'ben', 'aud']) tokens[sub] = await tokenOf(product.url, sub);
  staff = await staffKey(product);
  const ana = await StaffClient.atWork(product.url, 'ana');
  visitor = await VisitorClient.asking(product.url);
  visitors = await visitorKey(product);
  const gone = await VisitorClient.asking(product.url);
  await gone.end();
  const other = await VisitorClient.asking(product.url);
  const receipt: SubmissionReceipt = await visitor.leaveMessage({ email: 'mia@example.com', text: 'Call me' });
  Object.assign(tokens, { visitor: visitor.session.token, gone: gone.session.token, other: other.session.token });
  Object.assign(ids, {
    conversation: visitor.conversationId,
    closed: gone.conversationId,
    strangers: other.conversationId,
    submission: receipt.submissionId,
  });
  await ana.reply(visitor.conversationId, 'How can I help?');
  await elsewhere();
  await untilQuiet(product);
});

afterAll(async () => {
  await product.remove();
});

/** A second workspace with a site, a group, an owner and a visitor of its own. */
async function elsewhere(): Promise<void> {
  await ask(
    product,
    'conversation',
    `INSERT INTO conversation.site VALUES ('elsewhere', 'elsewhere', 'web', 'support')`,
  );
  tokens['ownerElsewhere'] = await personToken(product, staff, 'ada', ['owner'], 'elsewhere');
  ownerElsewhere = api(product.url, tokens['ownerElsewhere']);
  const group = { name: 'Support', guide: '' };
  await ownerElsewhere.put('/v1/settings/groups/support', group, { 'if-none-match': '*' });
  visitorElsewhere = await VisitorClient.open(product.url, { site: 'elsewhere' });
  tokens['visitorElsewhere'] = visitorElsewhere.session.token;
}

interface Case {
  readonly as?: string;
  readonly ask: string;
  readonly body?: unknown;
  readonly raw?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  readonly pointers?: readonly string[];
  readonly says?: string | RegExp;
}

async function send({ as = 'nobody', ask: request, body, raw, headers = {} }: Case, token = tokens[as] ?? null) {
  const [method = '', template = ''] = request.split(' ');
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return fetch(product.url + path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  });
}

/** A problem in the form that every answer promises, and not a word of what stands behind it. */
async function expectProblem(response: Response, { status, code, pointers, says }: Case): Promise<void> {
  const text = await response.text();
  expect(`${response.status} ${text}`).toContain(`${status} {`);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json(;|$)/);
  const problem = JSON.parse(text) as Problem;
  expect(problem).toMatchObject({ code, status, type: `/problems/${code}` });
  expect(problem.trace_id).toBe(response.headers.get('x-trace-id'));
  expect(problem.trace_id).toMatch(/^[0-9a-f]{32}$/);
  expect(problem.instance).toMatch(/^\//);
  expect(problem.detail).toMatch(/[.?]$/);
  expect(text).not.toMatch(/node_modules|\n\s+at |SELECT|INSERT|QueryFailed/);
  if (pointers) expect([...new Set((problem.errors ?? []).map(({ pointer }) => pointer))].sort()).toEqual(pointers);
  if (says) expect(problem.detail).toMatch(says);
  if (status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
}

async function expectRefused(one: Case, token?: string): Promise<void> {
  const before = await written(product);
  await expectProblem(await send(one, token), one);
  expect(await written(product)).toBe(before);
}

const key = { 'idempotency-key': 'bad-input' };
const start = (body: unknown, pointers: readonly string[]): [string, Case] => [
  JSON.stringify(body).slice(0, 60),
  { as: 'visitor', ask: 'POST /v1/conversations', body, headers: key, status: 422, code: 'invalid_body', pointers },
];

describe('a body that can not be read', () => {
  const at = { as: 'visitor', ask: 'POST /v1/conversations', headers: key };
  const post = { as: 'visitor', ask: 'POST /v1/conversations/{conversation}/messages' };
  it.each<[string, Case]>([
    ['cut off', { ...at, raw: '{"text": "Hel', status: 400, code: 'malformed_json' }],
    ['no JSON', { ...at, raw: 'text=Hello', status: 400, code: 'malformed_json' }],
    ['empty', { ...at, raw: '', status: 400, code: 'malformed_json' }],
    ['a prototype', { ...at, raw: '{"__proto__": {"text": "x"}}', status: 400, code: 'malformed_json' }],
    ['a list', { ...at, raw: '[]', status: 422, code: 'invalid_body' }],
    [
      'nested without end',
      {
        ...post,
        raw: `{"text":${'['.repeat(100_000)}${']'.repeat(100_000)},"clientMessageId":"\\u0000"}`,
        status: 400,
        code: 'malformed_json',
      },
    ],
    ['a number', { ...at, raw: '7', status: 422, code: 'invalid_body' }],
    ['a text', { ...post, raw: '"Hello"', status: 422, code: 'invalid_body' }],
    ['too large', { ...post, body: { text: 'x'.repeat(300_000) }, status: 413, code: 'body_too_large' }],
    [
      'a form',
      {
        ...post,
        raw: 'text=Hello',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        status: 415,
        code: 'unsupported_media_type',
      },
    ],
    [
      'plain text',
      { ...post, raw: '{}', headers: { 'content-type': 'text/plain' }, status: 415, code: 'unsupported_media_type' },
    ],
    ['an address that can not be read', { ask: 'GET /v1/conversations/%E0%A4%A', status: 404, code: 'not_found' }],
    ['an address too long', { ask: `GET /v1/conversations/${'x'.repeat(500)}`, status: 404, code: 'not_found' }],
  ])('%s', (_, one) => expectRefused(one));
});

describe('a body that is not valid', () => {
  it.each<[string, Case]>([
    start({ text: 7 }, ['/text']),
    start({ text: ['Hello'] }, ['/text']),
    start({ text: 'Hello', colour: 'red' }, ['/colour']),
    start({ text: 'Hello', groupId: { $ne: null } }, ['/groupId']),
    start({ language: 'x'.repeat(36), page: 1, visitorName: false }, ['/language', '/page', '/visitorName']),
    start({ visitorName: 'x'.repeat(201) }, ['/visitorName']),
  ])('a start: %s', (_, one) => expectRefused(one));

  const post = { as: 'visitor', ask: 'POST /v1/conversations/{conversation}/messages', status: 422 };
  const bad = { ...post, code: 'invalid_body' };
  const read = { ...bad, as: 'ana', ask: 'POST /v1/conversations/{conversation}/read' };
  const leave = { ...bad, ask: 'POST /v1/submissions', headers: key };
  const session = { ...bad, as: 'nobody', ask: 'POST /v1/visitor-sessions' };
  it.each<[string, Case]>([
    ['a message of nothing', { ...bad, body: {}, pointers: ['/clientMessageId', '/text'] }],
    ['a message of blanks', { ...post, body: { clientMessageId: 'a', text: ' \n ' }, code: 'invalid_message' }],
    [
      'a message too long',
      {
        ...post,
        body: { clientMessageId: 'a', text: 'x'.repeat(4_001) },
        code: 'invalid_message',
        pointers: ['/text'],
      },
    ],
    ['an id with blanks', { ...bad, body: { clientMessageId: 'a b', text: 'x' }, pointers: ['/clientMessageId'] }],
    ['read up to a text', { ...read, body: { upTo: '3' }, pointers: ['/upTo'] }],
    ['read up to a fraction', { ...read, body: { upTo: 1.5 }, pointers: ['/upTo'] }],
    ['read up to less than nothing', { ...read, body: { upTo: -1 }, pointers: ['/upTo'] }],
    ['a submission of nothing', { ...leave, body: {}, code: 'invalid_submission', pointers: ['/email', '/text'] }],
    [
      'a submission that names nobody',
      { ...leave, body: { email: 'mia', text: ' ' }, code: 'invalid_submission', pointers: ['/email', '/text'] },
    ],
    ['an unknown site', { ...session, body: { site: 'nowhere' }, pointers: ['/site'] }],
    ['a site of another type', { ...session, body: { site: { $gt: '' } }, pointers: ['/site'] }],
    [
      'an unknown status',
      {
        ...{ ...bad, as: 'ana', ask: 'PUT /v1/presence/me', body: { status: 'asleep' }, pointers: ['/status'] },
        code: 'unknown_status',
      },
    ],
    [
      'a status of no text',
      { ...bad, as: 'ana', ask: 'PUT /v1/presence/me', body: { status: 1 }, pointers: ['/status'] },
    ],
    ['somebody unknown', { ask: 'POST /demo-issuer/token', body: { sub: 'eve' }, status: 404, code: 'not_found' }],
  ])('%s', (_, one) => expectRefused(one));

  it('a start in a group that is not there', () =>
    expectRefused({ ...start({ groupId: 'moon' }, ['/groupId'])[1], as: 'gone' }));

  const query = (path: string, pointers: readonly string[]): [string, Case] => [
    path,
    { as: 'ana', ask: `GET ${path}`, status: 422, code: 'invalid_body', pointers },
  ];
  it.each<[string, Case]>([
    query('/v1/conversations?view=theirs', ['/view']),
    query('/v1/presence/agents/ana/durations', ['/from']),
    query('/v1/presence/agents/ana/durations?from=2026-01-01T00:00:00Z&to=noon', ['/to']),
    query('/v1/conversations?limit=many', ['/limit']),
    query('/v1/conversations?limit=1&limit=2', ['/limit']),
    query('/v1/conversations?colour=red', ['/colour']),
    query('/v1/conversations?cursor=AAAA', ['/cursor']),
    query('/v1/conversations/{conversation}/events?after=-1', ['/after']),
    query('/v1/submissions?status=lost', ['/status']),
  ])('a question: %s', (_, one) => expectRefused(one));
});

describe('settings', () => {
  const save = (path: string, body: unknown, pointers: readonly string[]): [string, Case] => [
    `${path} ${JSON.stringify(body).slice(0, 50)}`,
    {
      as: 'ada',
      ask: `PUT /v1/settings/${path}`,
      body,
      headers: { 'if-match': '"1"' },
      status: 422,
      code: 'invalid_document',
      pointers,
    },
  ];
  const ana = { name: 'Ana', email: 'ana@demo.example', limit: 3, groupIds: ['support'], role: 'agent' };
  const queue = { enabled: true, maxLength: 20, maxWaitSeconds: 600, abandonAfterSeconds: 120, message: 'Wait' };
  it.each<[string, Case]>([
    save('agents/ana', { ...ana, limit: '3' }, ['/limit']),
    save('agents/ana', { ...ana, limit: -1 }, ['/limit']),
    save('agents/ana', { ...ana, limit: 2.5 }, ['/limit']),
    save('agents/ana', { ...ana, groupIds: ['support', 'moon'] }, ['/groupIds/1']),
    save('agents/ana', { ...ana, role: 'king' }, ['/role']),
    save('queue', { ...queue, maxLength: -1 }, ['/maxLength']),
    save('queue', { ...queue, colour: 'red' }, ['/colour']),
    save('queue', {}, ['/abandonAfterSeconds', '/enabled', '/maxLength', '/maxWaitSeconds', '/message']),
    save('strategy', { method: 'dice', directReturnMinutes: 10 }, ['/method']),
  ])('P13 are refused whole: %s', (_, one) => expectRefused(one));

  const ask = 'PUT /v1/settings/queue';
  it.each<[string, Case]>([
    ['unconditional', { as: 'ada', ask, body: queue, status: 428, code: 'precondition_required', says: /If-Match/ }],
    ['stale', { as: 'ada', ask, body: queue, headers: { 'if-match': '"7"' }, status: 412, code: 'stale' }],
    ['nonsense', { as: 'ada', ask, body: queue, headers: { 'if-match': 'W/x' }, status: 412, code: 'stale' }],
    ['made twice', { as: 'ada', ask, body: queue, headers: { 'if-none-match': '*' }, status: 412, code: 'stale' }],
    [
      'in use',
      {
        as: 'ada',
        ask: 'DELETE /v1/settings/groups/support',
        headers: { 'if-match': '"1"' },
        status: 409,
        code: 'in_use',
      },
    ],
    [
      'removed unseen',
      { as: 'ada', ask: 'DELETE /v1/settings/agents/ben', status: 428, code: 'precondition_required' },
    ],
  ])('a change that is %s', (_, one) => expectRefused(one));
});

describe('letters that a database does not hold', () => {
  const nul = 'a\u0000b';
  it.each<[string, Omit<Case, 'status' | 'code'>]>([
    ['a name', { ask: 'POST /v1/conversations', body: { text: 'x', visitorName: nul, page: nul } }],
    ['half a pair', { ask: 'POST /v1/conversations', body: { text: '\ud800', visitorName: '\udfff' } }],
    [
      'a message',
      { ask: 'POST /v1/conversations/{conversation}/messages', body: { clientMessageId: 'nul', text: nul } },
    ],
    ['a submission', { ask: 'POST /v1/submissions', body: { email: 'mia@example.com', text: nul, name: nul } }],
    ['an address', { ask: 'POST /v1/submissions', body: { email: `${nul}@example.com`, text: 'x' } }],
    ['a group', { as: 'ada', ask: 'PUT /v1/settings/groups/support', body: { name: nul, guide: nul } }],
    ['a queue message', { as: 'ada', ask: 'PUT /v1/settings/groups/sales', body: { name: '\ud800', guide: '' } }],
    ['a path', { as: 'ada', ask: 'GET /v1/settings/groups/%00' }],
    ['another path', { as: 'ada', ask: 'GET /v1/explanations/%00' }],
    ['a third path', { as: 'ana', ask: 'POST /v1/queue/%00/pull' }],
    ['a cursor', { as: 'ana', ask: 'GET /v1/conversations?cursor=%00' }],
  ])('%s: taken or refused, never a fault of ours', async (_, one) => {
    const headers = { 'idempotency-key': randomUUID(), 'if-match': '"1"' };
    const response = await send({ as: 'visitor', status: 0, code: '', headers, ...one });
    expect(`${response.status} ${await response.text()}`).not.toMatch(/^5/);
  });
});

describe('what is not there', () => {
  it.each<[string, string]>([
    ['ana', 'GET /v1/conversations/{unknown}'],
    ['ana', 'GET /v1/conversations/{unknown}/events'],
    ['ana', 'POST /v1/conversations/{unknown}/close'],
    ['visitor', 'GET /v1/queue/{unknown}'],
    ['ana', 'POST /v1/queue/{unknown}/pull'],
    ['ana', 'GET /v1/explanations/{unknown}'],
    ['ana', 'POST /v1/submissions/{unknown}/close'],
    ['ada', 'GET /v1/settings/agents/nobody'],
    ['ada', 'GET /v1/settings/groups/nothing'],
    ['ada', 'GET /v1/nothing'],
    ['ada', 'DELETE /v1/settings/queue'],
    ['nobody', 'GET /nowhere'],
  ])('%s: %s', (as, request) => expectRefused({ as, ask: request, status: 404, code: 'not_found' }));
});

describe('A1a what belongs to another workspace', () => {
  const conversation = (as: string, id: string): [string, string, object | null][] => [
    [as, `GET /v1/conversations/${id}`, null],
    [as, `GET /v1/conversations/${id}/events`, null],
    [as, `POST /v1/conversations/${id}/messages`, { clientMessageId: 'a', text: 'x' }],
    [as, `POST /v1/conversations/${id}/read`, { upTo: 1 }],
    [as, `POST /v1/conversations/${id}/close`, null],
    [as, `GET /v1/queue/${id}`, null],
  ];
  it.each<[string, string, object | null]>([
    ...conversation('ownerElsewhere', '{conversation}'),
    ...conversation('visitorElsewhere', '{conversation}'),
    // Nor does another visitor's of the same workspace exist.
    ...conversation('visitor', '{strangers}'),
    ['ownerElsewhere', 'POST /v1/queue/{conversation}/pull', null],
    ['ownerElsewhere', 'GET /v1/explanations/{conversation}', null],
    ['ownerElsewhere', 'POST /v1/submissions/{submission}/close', null],
    ['ownerElsewhere', 'GET /v1/settings/agents/ana', null],
    ['ownerElsewhere', 'GET /v1/settings/groups/sales/history', null],
    ['visitorElsewhere', 'POST /v1/submissions', { conversationId: '{conversation}', email: 'a@b.co', text: 'x' }],
    ['visitor', 'POST /v1/submissions', { conversationId: '{strangers}', email: 'a@b.co', text: 'x' }],
  ])('does not exist for %s: %s', (as, request, body) => {
    const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
    const raw = body === null ? undefined : filled(JSON.stringify(body));
    return expectRefused({ as, ask: request, raw, headers: key, status: 404, code: 'not_found' });
  });

  it('A1b is on no list', async () => {
    for (const path of [
      '/v1/conversations?view=all',
      '/v1/queue',
      '/v1/submissions',
      '/v1/presence',
      '/v1/settings/agents',
    ]) {
      expect(await ownerElsewhere.get<ConversationList>(path)).toMatchObject({ data: [] });
    }
    expect(await ownerElsewhere.get('/v1/board')).toMatchObject({ waiting: 0, agents: [] });
  });
});

describe('a token that is none', () => {
  const demo = () => `${product.url}/demo-issuer`;
  const person = { sub: 'ada', roles: ['owner'], workspace: 'demo' };
  const past = Math.floor(Date.now() / 1000) - 3600;
  const forger = async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    const header = { alg: 'EdDSA', kid: staff.kid };
    return new SignJWT(person)
      .setProtectedHeader(header)
      .setIssuer(demo())
      .setAudience('frontdesk')
      .setExpirationTime('1h')
      .sign(privateKey);
  };
  const confused = () =>
    new SignJWT(person)
      .setProtectedHeader({ alg: 'HS256', kid: staff.kid })
      .setIssuer(demo())
      .setAudience('frontdesk')
      .setExpirationTime('1h')
      .sign(Buffer.from(staff.jwk.x ?? '', 'base64url'));
  const unsigned = () =>
    new UnsecuredJWT(person).setIssuer(demo()).setAudience('frontdesk').setExpirationTime('1h').encode();
  it.each<[string, () => string | Promise<string>]>([
    ['nonsense', () => 'nonsense'],
    ['three words', () => 'a.b.c'],
    ['expired', () => sign(staff, { ...person, iss: demo(), exp: past })],
    ['without an end', () => sign(staff, { ...person, iss: demo(), exp: undefined })],
    ['not yet valid', () => sign(staff, { ...person, iss: demo(), nbf: past + 7200 })],
    ['forged with another key', forger],
    ['signed with the public key', confused],
    ['not signed at all', unsigned],
    ['of an issuer that is not trusted', () => sign(staff, { ...person, iss: 'https://evil.example' })],
    ['for somebody else', () => sign(staff, { ...person, iss: demo(), aud: 'another-product' })],
    ['of nobody', () => sign(staff, { ...person, iss: demo(), sub: undefined })],
    ['of a person, signed with the visitors’ key', () => sign(visitors, { ...person, iss: demo() })],
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
    const token = await sign(staff, { ...person, iss: demo(), ...claims });
    await expectRefused({ ask: 'GET /v1/board', status: 401, code: 'not_invited' }, token);
  });

  it('a visitor’s token makes nobody an owner, whatever it claims', async () => {
    const token = await sign(visitors, { ...person, iss: 'frontdesk-visitor', channel: 'web', group: 'support' });
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

describe('keys and repetitions', () => {
  const post = { as: 'visitor', ask: 'POST /v1/submissions' };
  const body = { email: 'mia@example.com', text: 'Once' };
  it.each<[string, Case]>([
    [
      'a start without a key',
      { ...post, ask: 'POST /v1/conversations', body: {}, status: 400, code: 'idempotency_key_missing' },
    ],
    ['a submission without a key', { ...post, body, status: 400, code: 'idempotency_key_missing' }],
    [
      'a key too long',
      { ...post, body, headers: { 'idempotency-key': 'x'.repeat(201) }, status: 400, code: 'idempotency_key_missing' },
    ],
  ])('%s', (_, one) => expectRefused(one));

  it('a key that comes back with another body', async () => {
    const headers = { 'idempotency-key': 'first-this-then-that' };
    const any = { status: 0, code: '' };
    const first = await send({ ...post, body, headers, ...any });
    expect(first.status).toBe(201);
    // Who is told of it is written a moment later.
    await untilQuiet(product);
    await expectRefused({
      ...post,
      body: { ...body, text: 'Twice' },
      headers,
      status: 422,
      code: 'idempotency_key_reused',
    });
    const receipt = (await first.json()) as SubmissionReceipt;
    // What follows from it by itself is written a moment later.
    await found('who is told of it', async () => {
      const told = await send({ as: 'ana', ask: `GET /v1/submissions/${receipt.submissionId}/deliveries`, ...any });
      return ((await told.json()) as { data: readonly object[] }).data[0];
    });
    const before = await written(product);
    const again = await send({ ...post, body, headers, ...any });
    expect(await again.json()).toEqual(receipt);
    expect(await written(product)).toBe(before);
  });

  it('P52 a message to a closed conversation is refused with the way on', () =>
    expectRefused({
      as: 'gone',
      ask: 'POST /v1/conversations/{closed}/messages',
      body: { clientMessageId: 'late', text: 'One more thing' },
      status: 409,
      code: 'conversation_closed',
      says: /POST \/v1\/conversations.*POST \/v1\/submissions/,
    }));

  it('the trace id of the caller comes back', async () => {
    const trace = 'a'.repeat(32);
    const response = await send({
      ask: 'GET /v1/board',
      headers: { traceparent: `00-${trace}-${'b'.repeat(16)}-01` },
      status: 401,
      code: '',
    });
    expect(((await response.json()) as Problem).trace_id).toBe(trace);
  });
});

describe('a socket', () => {
  const hello = (ticket: unknown) => JSON.stringify({ type: 'hello', ticket });
  const ticketOf = async () => (await visitor.api.post<{ ticket: string }>('/v1/realtime/tickets')).ticket;

  it.each<[string, () => Promise<string> | string]>([
    ['an unknown ticket', () => hello('x'.repeat(32))],
    ['a ticket that is no text', () => hello({ $ne: 1 })],
    ['no ticket', () => JSON.stringify({ type: 'hello' })],
    ['something else than hello', () => JSON.stringify({ type: 'subscribe', conversationId: 'x', after: 0 })],
    ['no JSON', () => 'hello'],
    [
      'a ticket used before',
      async () => {
        const ticket = await ticketOf();
        const first = open();
        first.once('open', () => first.send(hello(ticket)));
        await new Promise((welcomed) => first.once('message', welcomed));
        first.close();
        return hello(ticket);
      },
    ],
  ])('with %s is closed with 4401', async (_, first) => {
    const text = await first();
    const socket = open();
    socket.once('open', () => socket.send(text));
    expect(await endOf(socket)).toMatchObject({ code: 4401 });
  });

  it('without hello is closed with 4408', async () => {
    expect(await silent).toMatchObject({ code: 4408 });
  });

  it('hears of a frame that is none, and goes on', async () => {
    const client = await RealtimeClient.open(visitor.api);
    client.send({ type: 'dance' } as never);
    expect((await client.frame('problem')).code).toBe('unknown_frame');
    client.follow(visitor.conversationId);
    expect((await client.event('conversation.requested')).sequence).toBe(1);
    await client.close();
  });

  it.each([
    [
      'with too many frames',
      (socket: WebSocket) => Array.from({ length: 310 }, () => socket.send('{"type":"beat"}')),
      1008,
    ],
    ['with a frame too large', (socket: WebSocket) => socket.send('x'.repeat(40_000)), 1009],
  ])('%s is closed', async (_, flood, code) => {
    const ticket = await ticketOf();
    const socket = open();
    socket.on('open', () => socket.send(hello(ticket)));
    socket.once('message', () => void flood(socket));
    expect(await endOf(socket)).toMatchObject({ code });
  });

  it('A1b can not follow what belongs to another workspace', async () => {
    for (const who of [ownerElsewhere, visitorElsewhere.api]) {
      const socket = await RealtimeClient.open(who);
      socket.follow(visitor.conversationId);
      expect((await socket.frame('problem')).code).toBe('not_found');
      expect(socket.events()).toEqual([]);
    }
  });

  it('on another path is none', async () => {
    const socket = new WebSocket(`${product.url.replace(/^http/, 'ws')}/v1/nothing`);
    const error = await new Promise<Error>((failed) => socket.once('error', failed));
    expect(error.message).toMatch(/40[04]|socket hang up/);
  });
});

function open(): WebSocket {
  const socket = new WebSocket(`${product.url.replace(/^http/, 'ws')}/v1/realtime`);
  socket.on('error', () => undefined);
  return socket;
}

const endOf = (socket: WebSocket): Promise<{ code: number; reason: string }> =>
  new Promise((done) => socket.once('close', (code, reason) => done({ code, reason: reason.toString() })));

describe('afterwards', () => {
  it('the log holds no unhandled fault', () => {
    expect(product.output()).not.toMatch(/"code":"internal"|"msg":"internal/);
  });
});
