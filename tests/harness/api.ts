// HTTP as a client of the product sees it: JSON in, JSON out, and problems as errors that say what was wrong.
import { randomUUID } from 'node:crypto';
import type { Problem, Versioned } from '@frontdesk/contracts';

export class ApiProblem extends Error {
  constructor(
    readonly request: string,
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(
      `${request}: ${status} ${problem.code ?? ''} ${problem.detail ?? ''} ${JSON.stringify(problem.errors ?? [])}`,
    );
  }

  get code(): string | undefined {
    return this.problem.code;
  }
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

type Headed = Readonly<Record<string, string>>;

export interface Api {
  readonly url: string;
  readonly token: string | null;
  /** Any request; throws an ApiProblem for anything but 2xx. */
  ask<T>(method: string, path: string, body?: unknown, headers?: Headed): Promise<Answer<T>>;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, headers?: Headed): Promise<T>;
  put<T>(path: string, body: unknown, headers?: Headed): Promise<T>;
  /** A settings document, e.g. `queue` or `agents/ana`, changed as its page would: read, change, save if unchanged. */
  change<Document extends object>(
    document: string,
    change: Partial<Document> | ((before: Document) => Document),
  ): Promise<Versioned<Document>>;
}

export function api(url: string, token: string | null = null): Api {
  const ask = async <T>(method: string, path: string, body?: unknown, headers: Headed = {}): Promise<Answer<T>> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = parsed(await response.text());
    if (!response.ok) throw new ApiProblem(`${method} ${path}`, response.status, answer as Partial<Problem>);
    return { status: response.status, headers: response.headers, body: answer as T };
  };
  return {
    url,
    token,
    ask,
    get: async <T>(path: string) => (await ask<T>('GET', path)).body,
    post: async <T>(path: string, body: unknown = {}, headers: Headed = {}) =>
      (await ask<T>('POST', path, body, { 'idempotency-key': randomUUID(), ...headers })).body,
    put: async <T>(path: string, body: unknown, headers: Headed = {}) =>
      (await ask<T>('PUT', path, body, headers)).body,
    change: async <Document extends object>(
      document: string,
      change: Partial<Document> | ((before: Document) => Document),
    ) => {
      const path = `/v1/settings/${document}`;
      const { headers, body } = await ask<Versioned<Document>>('GET', path);
      const next = typeof change === 'function' ? change(body.document) : { ...body.document, ...change };
      return (await ask<Versioned<Document>>('PUT', path, next, { 'if-match': headers.get('etag') ?? '*' })).body;
    },
  };
}

/** A person of the demo workspace: ana, ben, sue, ada, aud. */
export async function tokenOf(url: string, sub: string): Promise<string> {
  return (await api(url).post<{ access_token: string }>('/demo-issuer/token', { sub })).access_token;
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 300) };
  }
}
