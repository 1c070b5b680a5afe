// A signed POST (Standard Webhooks 1.0.0): the same id at each try, the timestamp of the try, the exact bytes signed.
import { createHmac } from 'node:crypto';
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { Inside, isInside, lookupOutside } from '@frontdesk/nest';
import { codeOf, failed, type Sent } from './sent.js';

export interface Webhook {
  readonly url: string;
  /** `whsec_` and base64; while one is being replaced both sign. */
  readonly secrets: readonly string[];
  readonly id: string;
  /** Of the try, epoch milliseconds. */
  readonly at: number;
  readonly body: string;
}

const ANSWER_WITHIN_MS = 15_000;

export interface Signed extends Pick<Webhook, 'id' | 'at' | 'body'> {
  readonly secret: string;
}

export function signatureOf({ id, at, body, secret }: Signed): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = createHmac('sha256', key).update(`${id}.${secondsOf(at)}.${body}`);
  return `v1,${signed.digest('base64')}`;
}

const secondsOf = (at: number): number => Math.floor(at / 1000);

/** @param insideAllowed plain http and the own network, too */
export async function postWebhook(webhook: Webhook, insideAllowed: boolean): Promise<Sent> {
  const url = new URL(webhook.url);
  if (!insideAllowed && url.protocol !== 'https:') return failed('Only https addresses are sent to.', { final: true });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!insideAllowed && isIP(host) !== 0 && isInside(host)) return INSIDE;
  try {
    return judged(await post(url, webhook, insideAllowed));
  } catch (error) {
    if (error instanceof Inside) return INSIDE;
    return failed(`The receiver could not be reached (${codeOf(error)}).`);
  }
}

const INSIDE = failed('The address belongs to the own network, which webhooks may not reach.', { final: true });

function post(url: URL, webhook: Webhook, insideAllowed: boolean): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(webhook.body),
      'user-agent': 'Frontdesk',
      'webhook-id': webhook.id,
      'webhook-timestamp': String(secondsOf(webhook.at)),
      'webhook-signature': webhook.secrets.map((secret) => signatureOf({ ...webhook, secret })).join(' '),
    },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    // A kept connection would have been made before the address was looked at.
    agent: false,
    ...(insideAllowed ? {} : { lookup: lookupOutside }),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (response) => {
      // Only the status counts; a redirect is not followed, and what else is said is not read.
      response.destroy();
      resolve(response);
    });
    request.on('error', reject);
    request.end(webhook.body);
  });
}

function judged({ statusCode = 0, headers }: IncomingMessage): Sent {
  if (statusCode >= 200 && statusCode < 300) return { ok: true };
  if (statusCode === 410) return failed('The receiver wants no more of it (410).', { final: true });
  const seconds = Number(headers['retry-after']);
  const again = Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
  return failed(`The receiver answered ${statusCode}.`, again);
}
