// Reads a small JSON document from an address that somebody typed into a form: never the own network, never where a
// redirect leads, never more than a little, never for long.
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { Inside, isInside, lookupOutside } from './addresses.js';

/** Why it could not be read, in words for whoever typed the address. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export interface ReadOptions {
  /** Plain http and the own network, too. */
  readonly insideAllowed: boolean;
  readonly withinMs: number;
  readonly maxBytes: number;
}

const SET_BY = 'FRONTDESK_WEBHOOK_INSIDE=1 allows it.';

/** @throws Unreadable */
export async function readJsonOutside(address: string, options: ReadOptions): Promise<unknown> {
  const url = new URL(address);
  const { insideAllowed } = options;
  if (!insideAllowed && url.protocol !== 'https:')
    throw new Unreadable(`Only https addresses are read here. ${SET_BY}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!insideAllowed && isIP(host) !== 0 && isInside(host)) throw inside();
  try {
    const response = await get(url, options);
    if (response.statusCode !== 200) {
      response.destroy();
      throw new Unreadable(`It answered ${response.statusCode ?? 0}; 200 and no redirect is needed.`);
    }
    return parsed(await bodyOf(response, options.maxBytes));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    if (error instanceof Inside) throw inside();
    throw new Unreadable(`It could not be reached (${reasonOf(error)}).`);
  }
}

function get(url: URL, { insideAllowed, withinMs }: ReadOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(
      url,
      {
        headers: { accept: 'application/json', 'user-agent': 'Frontdesk' },
        signal: AbortSignal.timeout(withinMs),
        // A kept connection would have been made before the address was looked at.
        agent: false,
        ...(insideAllowed ? {} : { lookup: lookupOutside }),
      },
      resolve,
    );
    request.on('error', reject);
    request.end();
  });
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    if ((bytes += part.length) > maxBytes) {
      response.destroy();
      throw new Unreadable(`Its answer is longer than ${maxBytes} bytes.`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable('Its answer is no JSON.');
  }
}

const inside = (): Unreadable => new Unreadable(`It belongs to the own network, which is not read from. ${SET_BY}`);

/** A word of the system, never what somebody else wrote. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time';
  return (error as { readonly code?: string }).code ?? error.name;
}
