// When a delivery is tried again, and when it is given up.
import { describe, it } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { deliveryDecider, TRY_AFTER, type DeliveryCommand, type DeliveryFact, type DeliveryPlanned } from './index.js';

const given = specify(deliveryDecider);

const delivery: DeliveryPlanned = {
  ...{ deliveryId: 'd1', submissionId: 's1', about: 'received', messageId: null },
  ...{ channel: 'webhook', to: 'https://hook.example/' },
};
const planned: DeliveryFact = { type: 'submission.delivery_planned', data: delivery };
const fail = (at: number, more: object = {}): DeliveryCommand => ({ type: 'fail', at, reason: 'away', ...more });
const failed = (attempt: number, nextAt: number | null): DeliveryFact => ({
  type: 'submission.delivery_failed',
  data: { submissionId: 's1', attempt, reason: 'away', nextAt },
});
const delivered = (attempt: number): DeliveryFact => ({
  type: 'submission.delivered',
  data: { submissionId: 's1', attempt },
});
const retried: DeliveryFact = { type: 'submission.delivery_retried', data: { submissionId: 's1', by: 'sue' } };
const retry: DeliveryCommand = { type: 'retry', by: 'sue' };

const HOUR = 3_600_000;

describe('G3b a delivery', () => {
  it('is planned once', () => {
    given().when({ type: 'plan', delivery }).then(planned);
    given(planned).when({ type: 'plan', delivery }).thenNothing();
  });
  it('is made once', () => {
    given(planned).when({ type: 'succeed' }).then(delivered(1));
    given(planned, delivered(1)).when({ type: 'succeed' }).thenNothing();
    given(planned, delivered(1)).when(fail(0)).thenNothing();
  });
  it('is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, and then given up', () => {
    const facts: DeliveryFact[] = [planned];
    for (let attempt = 1; attempt < TRY_AFTER.length; attempt++) {
      const next = failed(attempt, 1000 + (TRY_AFTER[attempt] ?? 0));
      given(...facts)
        .when(fail(1000))
        .then(next);
      facts.push(next);
    }
    given(...facts)
      .when(fail(1000))
      .then(failed(10, null));
  });
  it('waits as long as the receiver asks, but never for more than a day', () => {
    given(planned)
      .when(fail(0, { retryAfterMs: HOUR }))
      .then(failed(1, HOUR));
    given(planned)
      .when(fail(0, { retryAfterMs: 1000 * HOUR }))
      .then(failed(1, 24 * HOUR));
  });
  it('ends at a final no', () =>
    given(planned)
      .when(fail(0, { final: true }))
      .then(failed(1, null)));
  it('begins anew when somebody asks for it, and only when it was given up', () => {
    given(planned, failed(1, null)).when(retry).then(retried);
    given(planned, failed(1, null), retried).when({ type: 'succeed' }).then(delivered(1));
    given(planned).when(retry).thenRejected('delivery_not_dead');
    given().when(retry).thenRejected('unknown_delivery');
  });
});
