// Chapter: bodies and queries that can not be read, or are not valid.
import { describe, it } from '@jest/globals';
import type { Case } from './problem.js';
import type { WrongAsker } from './wrong-asker.js';

const key = { 'idempotency-key': 'bad-input' };
const start = (body: unknown, pointers: readonly string[]): [string, Case] => [
  JSON.stringify(body).slice(0, 60),
  { as: 'visitor', ask: 'POST /v1/conversations', body, headers: key, status: 422, code: 'invalid_body', pointers },
];

export function bodies(asker: WrongAsker): void {
  const { expectRefused } = asker;

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
      query('/v1/conversations?limit=0', ['/limit']),
      query('/v1/queue/history?limit=201', ['/limit']),
      query('/v1/submissions?from=2026-W05', ['/from']),
      query('/v1/presence/agents/ana/durations?from=2026-02-31T00:00:00Z', ['/from']),
      query('/v1/conversations?limit=1&limit=2', ['/limit']),
      query('/v1/conversations?colour=red', ['/colour']),
      query('/v1/conversations?cursor=AAAA', ['/cursor']),
      query('/v1/conversations/{conversation}/events?after=-1', ['/after']),
      query('/v1/submissions?status=lost', ['/status']),
    ])('a question: %s', (_, one) => expectRefused(one));
  });
}
