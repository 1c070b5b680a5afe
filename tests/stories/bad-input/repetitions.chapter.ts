// Chapter: keys, repetitions, and what comes too late.
import { describe, expect, it } from '@jest/globals';
import type { Problem, SubmissionReceipt } from '@frontdesk/contracts';
import { found } from '../../harness/routed-house.js';
import { untilQuiet, written } from '../database.js';
import type { Case } from './problem.js';
import type { WrongAsker } from './wrong-asker.js';

export function repetitions(asker: WrongAsker): void {
  const { expectRefused, send } = asker;

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
        {
          ...post,
          body,
          headers: { 'idempotency-key': 'x'.repeat(201) },
          status: 400,
          code: 'idempotency_key_missing',
        },
      ],
    ])('%s', (_, one) => expectRefused(one));

    it('a key that comes back with another body', async () => {
      const headers = { 'idempotency-key': 'first-this-then-that' };
      const any = { status: 0, code: '' };
      const first = await send({ ...post, body, headers, ...any });
      expect(first.status).toBe(201);
      // Who is told of it is written a moment later.
      await untilQuiet(asker.there.product);
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
      const before = await written(asker.there.product);
      const again = await send({ ...post, body, headers, ...any });
      expect(await again.json()).toEqual(receipt);
      expect(await written(asker.there.product)).toBe(before);
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
}
