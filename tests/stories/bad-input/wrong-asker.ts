// A house whose people, visitors and strangers ask wrongly, and what is written meanwhile: nothing.
import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { SubmissionReceipt } from '@frontdesk/contracts';
import { WebSocket } from 'ws';
import { api, tokenOf, type Api } from '../../harness/api.js';
import { runtimeWanted, startOn, type RunningProduct } from '../../harness/runtimes.js';
import { demoIsThere, StaffClient } from '../../harness/staff-client.js';
import { VisitorClient } from '../../harness/visitor-client.js';
import { ask, personToken, staffKey, untilQuiet, visitorKey, written, type Key } from '../database.js';
import { expectProblem, type Case } from './problem.js';

export interface There {
  readonly product: RunningProduct;
  readonly visitor: VisitorClient;
  /** What tokens of people are signed with. */
  readonly staff: Key;
  /** … and those of visitors. */
  readonly visitors: Key;
  readonly ownerElsewhere: Api;
  readonly visitorElsewhere: VisitorClient;
  /** How a socket ends that never says anything. */
  readonly silent: Promise<Ended>;
}

export interface Ended {
  readonly code: number;
  readonly reason: string;
}

export class WrongAsker {
  /** Who asks, by name. */
  private readonly tokens: Record<string, string | null> = { nobody: null };
  /** `{name}` in a path stands for one of these. */
  private readonly ids: Record<string, string> = { unknown: randomUUID() };
  private found: There | null = null;

  get there(): There {
    if (this.found === null) throw new Error('the house has not been opened');
    return this.found;
  }

  async open(): Promise<void> {
    const product = await startOn(runtimeWanted());
    await demoIsThere(product.url);
    const silent = endOf(socketTo(product));
    for (const sub of ['ada', 'sue', 'ana', 'ben', 'aud']) this.tokens[sub] = await tokenOf(product.url, sub);
    const staff = await staffKey(product);
    const ana = await StaffClient.atWork(product.url, 'ana');
    const visitor = await VisitorClient.asking(product.url);
    const visitors = await visitorKey(product);
    const gone = await VisitorClient.asking(product.url);
    await gone.end();
    const other = await VisitorClient.asking(product.url);
    const receipt: SubmissionReceipt = await visitor.leaveMessage({ email: 'mia@example.com', text: 'Call me' });
    Object.assign(this.tokens, {
      visitor: visitor.session.token,
      gone: gone.session.token,
      other: other.session.token,
    });
    Object.assign(this.ids, {
      conversation: visitor.conversationId,
      closed: gone.conversationId,
      strangers: other.conversationId,
      submission: receipt.submissionId,
    });
    await ana.reply(visitor.conversationId, 'How can I help?');
    this.found = { product, visitor, staff, visitors, silent, ...(await this.elsewhere(product, staff)) };
    await untilQuiet(product);
  }

  async close(): Promise<void> {
    await this.found?.product.remove();
  }

  /** A text with ids in the places of their names. */
  readonly filled = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => this.ids[name] ?? name);

  readonly send = async (
    { as = 'nobody', ask: request, body, raw, headers = {} }: Case,
    token = this.tokens[as] ?? null,
  ): Promise<Response> => {
    const [method = '', path = ''] = request.split(' ');
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return fetch(this.there.product.url + this.filled(path), {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
  };

  readonly expectRefused = async (one: Case, token?: string): Promise<void> => {
    const { product } = this.there;
    const before = await written(product);
    await expectProblem(await this.send(one, token), one);
    expect(await written(product)).toBe(before);
  };

  readonly socket = (path = '/v1/realtime'): WebSocket => socketTo(this.there.product, path);

  /** A second workspace with a site, a group, an owner and a visitor of its own. */
  private async elsewhere(
    product: RunningProduct,
    staff: Key,
  ): Promise<Pick<There, 'ownerElsewhere' | 'visitorElsewhere'>> {
    const site = `INSERT INTO conversation.site VALUES ('elsewhere', 'elsewhere', 'web', 'support')`;
    await ask(product, 'conversation', site);
    const token = await personToken(product, staff, 'ada', ['owner'], 'elsewhere');
    const ownerElsewhere = api(product.url, token);
    const group = { name: 'Support', guide: '' };
    await ownerElsewhere.put('/v1/settings/groups/support', group, { 'if-none-match': '*' });
    const visitorElsewhere = await VisitorClient.open(product.url, { site: 'elsewhere' });
    Object.assign(this.tokens, { ownerElsewhere: token, visitorElsewhere: visitorElsewhere.session.token });
    return { ownerElsewhere, visitorElsewhere };
  }
}

function socketTo({ url }: RunningProduct, path = '/v1/realtime'): WebSocket {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path);
  if (path === '/v1/realtime') socket.on('error', () => undefined);
  return socket;
}

export const endOf = (socket: WebSocket): Promise<Ended> =>
  new Promise((done) => socket.once('close', (code, reason) => done({ code, reason: reason.toString() })));
