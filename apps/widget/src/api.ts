// The visitor's HTTP calls. One place knows about the token, its renewal, and problem documents.
import type {
  ConversationEvents,
  ConversationView,
  GiveRating,
  LeaveSubmission,
  PostMessage,
  OwnSubmission,
  Problem,
  QueuePlace,
  StartConversation,
  SubmissionFormView,
  StoredFile,
  SubmissionReceipt,
  VisitorSession,
} from '@frontdesk/contracts';
import type { Keep } from './keep.js';
import { windowId } from './window-id.js';

/** `status` 0: nothing came back. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? `request failed (${status})`);
  }

  /** The same request may succeed later: no answer, too many, or a server in trouble. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const timeoutMs = 15_000;

export class Api {
  /** Who the visitor is, signed by the host page; null: the page doesn't say. */
  identity: string | null = null;
  /** What the page knows of its visitor. */
  attributes: Readonly<Record<string, string | number | boolean>> | null = null;
  private renewal: Promise<VisitorSession> | null = null;

  constructor(
    readonly base: string,
    private readonly site: string,
    private readonly keep: Keep,
  ) {}

  get socketUrl(): string {
    return `${this.base.replace(/^http/, 'ws')}/v1/realtime`;
  }

  /** New or renewed; callers at the same time share one request, so a visitor is never created twice. */
  session(): Promise<VisitorSession> {
    this.renewal ??= this.renew().finally(() => (this.renewal = null));
    return this.renewal;
  }

  start(key: string, body: StartConversation): Promise<ConversationView> {
    return this.call('POST', '/v1/conversations', body, key);
  }

  conversation(id: string): Promise<ConversationView> {
    return this.call('GET', `/v1/conversations/${id}`);
  }

  events(id: string, after: number): Promise<ConversationEvents> {
    return this.call('GET', `/v1/conversations/${id}/events?after=${after}&limit=200`);
  }

  message(id: string, body: PostMessage): Promise<{ readonly sequence: number; readonly messageId: string }> {
    return this.call('POST', `/v1/conversations/${id}/messages`, body);
  }

  reopen(id: string): Promise<ConversationView> {
    return this.call('POST', `/v1/conversations/${id}/reopen`, {});
  }

  close(id: string): Promise<unknown> {
    return this.call('POST', `/v1/conversations/${id}/close`, {});
  }

  rate(id: string, body: GiveRating): Promise<unknown> {
    return this.call('PUT', `/v1/conversations/${id}/rating`, body);
  }

  keepWaiting(id: string): Promise<unknown> {
    return this.call('POST', `/v1/conversations/${id}/keep-waiting`, {});
  }

  place(id: string): Promise<QueuePlace> {
    return this.call('GET', `/v1/queue/${id}`);
  }

  form(about: Readonly<Record<string, string>>): Promise<SubmissionFormView> {
    return this.call('GET', `/v1/submissions/form?${new URLSearchParams(about).toString()}`);
  }

  submit(key: string, body: LeaveSubmission): Promise<SubmissionReceipt> {
    return this.call('POST', '/v1/submissions', body, key);
  }

  async letters(): Promise<readonly OwnSubmission[]> {
    return (await this.call<{ readonly data: readonly OwnSubmission[] }>('GET', '/v1/submissions/mine')).data;
  }

  letter(id: string): Promise<OwnSubmission> {
    return this.call('GET', `/v1/submissions/mine/${id}`);
  }

  answerLetter(id: string, key: string, text: string): Promise<unknown> {
    return this.call('POST', `/v1/submissions/mine/${id}/replies`, { text }, key);
  }

  rateLetter(id: string, body: GiveRating): Promise<unknown> {
    return this.call('POST', `/v1/submissions/mine/${id}/rating`, body);
  }

  /** The answer as it is, to be saved. */
  async blob(path: string): Promise<Blob> {
    const response = await fetch(this.base + path, { headers: this.signed(), credentials: 'omit' });
    if (!response.ok) throw new ApiError(response.status, null);
    return response.blob();
  }

  /** Only this way a page hears how far the bytes have gone. */
  upload(
    path: string,
    body: Blob,
    key: string,
    progress: (share: number) => void,
    stop: AbortSignal,
  ): Promise<StoredFile> {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.open('POST', this.base + path);
      const headers = { ...this.signed(), 'idempotency-key': key, 'content-type': 'application/octet-stream' };
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.responseType = 'json';
      request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      request.onload = () =>
        request.status < 300
          ? done(request.response as StoredFile)
          : fail(new ApiError(request.status, request.response as Problem | null));
      request.onerror = request.onabort = () => fail(new ApiError(0, null));
      stop.addEventListener('abort', () => request.abort());
      request.send(body);
    });
  }

  private signed(): Record<string, string> {
    return { authorization: `Bearer ${this.keep.read('token') ?? ''}` };
  }

  page(url: string, title: string): Promise<unknown> {
    return this.call('POST', '/v1/visitor-sessions/pages', { url, title });
  }

  async ticket(): Promise<string> {
    return (await this.call<{ readonly ticket: string }>('POST', '/v1/realtime/tickets', {})).ticket;
  }

  private async renew(): Promise<VisitorSession> {
    const token = this.keep.read('token');
    const body = {
      site: this.site,
      windowId: windowId(),
      ...(token !== null && { token }),
      ...(this.attributes && { attributes: this.attributes }),
    };
    const ask = (identity: string | null): Promise<VisitorSession> =>
      this.request('POST', '/v1/visitor-sessions', { ...body, ...(identity !== null && { identity }) }, {});
    const session = await ask(this.identity).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.problem?.code !== 'identity_not_valid') throw error;
      // The page's fault, not the visitor's: they may go on as anybody, where the site allows it.
      console.error(`frontdesk-chat: ${error.message}`);
      return ask((this.identity = null));
    });
    this.keep.write('token', session.token);
    return session;
  }

  async call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const once = (): Promise<T> => {
      const headers = this.signed();
      if (key !== undefined) headers['idempotency-key'] = key;
      return this.request<T>(method, path, body, headers);
    };
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      // The token has expired: renew it once and ask again.
      await this.session();
      return once();
    }
  }

  private async request<T>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<T> {
    let response: Response;
    try {
      response = await fetch(this.base + path, {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'omit',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch {
      throw new ApiError(0, null);
    }
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new ApiError(response.status, answer as Problem | null);
    return answer as T;
  }
}
