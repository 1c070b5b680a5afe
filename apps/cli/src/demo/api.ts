// The product's HTTP, as any client would use it.
import type { Problem } from '@frontdesk/contracts';
import { unreachable } from '../terminal/exit.js';

/** An answer that is no success: the problem's code and words. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

type Method = 'GET' | 'POST' | 'PUT';

export class Api {
  constructor(
    readonly origin: string,
    private readonly token: string | null = null,
  ) {}

  as(token: string): Api {
    return new Api(this.origin, token);
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.call('PUT', path, body);
  }

  /** @param key makes a repetition harmless, where the route asks for one */
  post<Answer>(path: string, body: unknown = {}, key?: string): Promise<Answer> {
    return this.call('POST', path, body, key);
  }

  private async call<Answer>(method: Method, path: string, body?: unknown, key?: string): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (this.token !== null) headers['authorization'] = `Bearer ${this.token}`;
    if (key !== undefined) headers['idempotency-key'] = key;
    const request = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(this.origin + path, request).catch((error: unknown) => {
      throw unreachable(`Nothing answers at ${this.origin}. Start the product first: npm start.`, error);
    });
    const text = await response.text();
    if (!response.ok) throw refusedBy(response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }
}

function refusedBy(status: number, text: string): Refused {
  try {
    const { code, detail } = JSON.parse(text) as Problem;
    return new Refused(status, code, detail);
  } catch {
    return new Refused(status, 'unknown', `HTTP ${status}`);
  }
}
