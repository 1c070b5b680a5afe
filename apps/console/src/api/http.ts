// The one way to the API: bearer token on, problems thrown, a refused token reported to the session.
import type { Session } from '../session/session';
import { readProblem, unreachable } from './problem';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Http {
  readonly get: <T>(path: string, signal?: AbortSignal) => Promise<T>;
  readonly post: <T = void>(path: string, body?: unknown) => Promise<T>;
  /** The answer as it came, for what is not JSON; problems are thrown all the same. */
  readonly raw: (path: string, init?: RequestInit) => Promise<Response>;
  /** The bytes of a file, telling how far they have gone: 0–1. */
  readonly upload: <T>(path: string, file: File, key: string, progress: (share: number) => void) => Promise<T>;
  readonly request: <T>(method: Method, path: string, options?: RequestOptions) => Promise<T>;
}

export function createHttp(session: Session): Http {
  /** A token that is refused is renewed, and the request sent once more: what was refused has done nothing. */
  const trusted = async (sending: (token: string) => Promise<Response>): Promise<Response> => {
    const token = session.token ?? '';
    const first = await sending(token);
    if (first.status === 401 && (await session.refused(token))) {
      const renewed = session.token ?? '';
      const second = await sending(renewed);
      if (second.status === 401) session.lost(renewed);
      return answered(second);
    }
    return answered(first);
  };
  const request = async <T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> => {
    const response = await trusted((token) => send(method, path, token, options));
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const raw = (path: string, init: RequestInit = {}): Promise<Response> =>
    trusted(async (token) => {
      const headers = { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${token}` };
      return fetch(`/v1${path}`, { ...init, headers }).catch(() => {
        throw unreachable();
      });
    });
  const upload = async <T>(path: string, file: File, key: string, progress: (share: number) => void): Promise<T> =>
    (await (await trusted((token) => sendFile(path, { token, file, key, progress }))).json()) as T;
  return {
    raw,
    request,
    upload,
    get: (path, signal) => request('GET', path, signal === undefined ? {} : { signal }),
    post: (path, body = {}) => request('POST', path, { body }),
  };
}

async function answered(response: Response): Promise<Response> {
  if (!response.ok) throw await readProblem(response);
  return response;
}

async function send(method: Method, path: string, token: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  headers['authorization'] = `Bearer ${token}`;
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(`/v1${path}`, {
      method,
      headers,
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw unreachable();
  }
}

interface Sending {
  readonly token: string;
  readonly file: File;
  readonly key: string;
  readonly progress: (share: number) => void;
}

/** Only this way a page hears how far the bytes have gone. */
function sendFile(path: string, { token, file, key, progress }: Sending): Promise<Response> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/v1${path}`);
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = ({ loaded, total }) => {
      progress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      const headers = { 'content-type': request.getResponseHeader('content-type') ?? '' };
      done(new Response(request.responseText, { status: request.status, headers }));
    };
    request.onerror = request.onabort = () => {
      fail(unreachable());
    };
    request.send(file);
  });
}
