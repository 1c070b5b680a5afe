// A workspace of one chapter: its site, its people, its settings, and what visitors and staff do in it.
import { isDeepStrictEqual } from 'node:util';
import type {
  ConversationEvent,
  ConversationEvents,
  ConversationView,
  Problem,
  RoutingEvent,
  VisitorSession,
} from '@frontdesk/contracts';
import { partitionOf, type StoredRecord } from '@frontdesk/journal';
import type { ServicePorts } from '@frontdesk/nest';
import type { Type } from '@nestjs/common';
import { DEMO_SITE, Sites, type SiteRow } from '../index.js';
import { KeptSettings } from '../reads/kept-settings.js';
import { assigned, type Deciding } from './decisions.js';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Told {
  readonly topic: string;
  readonly type: string;
  readonly data: unknown;
  readonly stream?: string;
}

/** The service that all workspaces are in. */
export interface House {
  call<Body>(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Body>>;
  /** What another service has recorded. */
  write(workspace: string, service: string, told: Told): Promise<void>;
  person(workspace: string, sub: string, role: string): Promise<string>;
  ports(service: string): ServicePorts;
  /** A part of it, as the reactions of other contexts reach it. */
  get<Part>(what: Type<Part>): Part;
}

/** A visitor's conversation. */
export interface Talk {
  readonly id: string;
  readonly token: string;
  readonly visitorId: string;
}

const HELLO = { text: 'Hello' };

export class Workspace {
  /** What the engine decides about who asks; null: nothing yet. */
  answer: Deciding = assigned;
  private versions = 0;
  private said = 0;

  constructor(
    private readonly house: House,
    readonly id: string,
    private readonly site: Partial<SiteRow>,
  ) {}

  /** A group with one agent, and a site that leads there. */
  readonly open = async (): Promise<void> => {
    await this.get(Sites).save({ ...DEMO_SITE, site: this.id, workspace: this.id, ...this.site });
    await Promise.all([
      this.save('groups', 'support', { name: 'Support', guide: '' }),
      this.save('agents', 'ana', { name: 'Ana', email: '', limit: 1, groupIds: ['support'], role: 'agent' }),
    ]);
  };

  readonly call = <Body>(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Body>> => this.house.call<Body>(method, path, token, body, headers);

  readonly session = async (body: object = {}, headers?: Readonly<Record<string, string>>): Promise<VisitorSession> =>
    (await this.call<VisitorSession>('POST', '/v1/visitor-sessions', null, { site: this.id, ...body }, headers)).body;

  readonly start = (
    token: string,
    body: object = {},
    key: string = this.ports('conversation').ids.next(),
  ): Promise<Answer<ConversationView & Problem>> =>
    this.call('POST', '/v1/conversations', token, body, { 'idempotency-key': key });

  /** A conversation of this visitor that the engine has decided about. */
  readonly begin = async (token: string, body: object = HELLO): Promise<ConversationView> =>
    (await this.start(token, body)).body;

  /** The same of somebody new. */
  readonly talk = async (body: object = HELLO): Promise<Talk> => {
    const { token, visitorId } = await this.session();
    return { id: (await this.begin(token, body)).conversationId, token, visitorId };
  };

  readonly view = async (id: string, token: string): Promise<ConversationView> =>
    (await this.call<ConversationView>('GET', `/v1/conversations/${id}`, token)).body;

  readonly events = async (id: string, token: string): Promise<ConversationEvents['data']> =>
    (await this.call<ConversationEvents>('GET', `/v1/conversations/${id}/events`, token)).body.data;

  /** What is done to a conversation; `what` is the end of its path. */
  readonly act = <Body = ConversationView & Problem>(
    id: string,
    what: string,
    token: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<Body>> =>
    this.call<Body>(
      'POST',
      `/v1/conversations/${id}/${what}`,
      token,
      body,
      key === undefined ? {} : { 'idempotency-key': key },
    );

  readonly say = (id: string, token: string, text = 'Hi'): Promise<Answer<ConversationEvent & Problem>> =>
    this.act(id, 'messages', token, { clientMessageId: `said-${++this.said}`, text });

  readonly person = (sub: string, role: string, workspace = this.id): Promise<string> =>
    this.house.person(workspace, sub, role);

  /** Says what a document is; resolves when the service goes by it. */
  readonly save = async (kind: string, id: string | null, document: object): Promise<void> => {
    const version = ++this.versions;
    await this.write('settings', 'settings.events', 'settings.document_saved', { kind, id, version, document });
    const { db } = this.ports('conversation');
    const kept = async () => {
      const found = await db.query<unknown[]>(
        'SELECT 1 FROM setting WHERE workspace = $1 AND kind = $2 AND id = $3 AND version = $4',
        [this.id, kind, id ?? '', version],
      );
      return found.length === 1;
    };
    // What it has in memory is forgotten a moment after the row has changed.
    const read = (settings: KeptSettings) =>
      kind === 'agents' ? settings.agent(this.id, id ?? '') : settings.of(this.id);
    const afresh = () => read(new KeptSettings(this.ports('conversation')));
    await until(async () => (await kept()) && isDeepStrictEqual(await read(this.get(KeptSettings)), await afresh()));
  };

  readonly write = (service: string, topic: string, type: string, data: unknown, stream?: string): Promise<void> =>
    this.house.write(this.id, service, { topic, type, data, ...(stream && { stream }) });

  /** What the engine says by itself. */
  readonly decide = (...events: readonly RoutingEvent[]): Promise<void> =>
    this.write('assignment-queue', 'assignment.decisions', 'assignment.decided', {
      input: { type: 'tick', data: {} },
      events,
    });

  /** What routing was told of a conversation. */
  readonly inputs = async (conversationId: string): Promise<readonly StoredRecord[]> => {
    const { journal } = this.ports('conversation');
    const all = await journal.readMany('assignment.inputs', new Map([[partitionOf(this.id), 0]]), 10_000);
    return all.filter(({ workspace, body }) => workspace === this.id && body.includes(conversationId));
  };

  /** The same of one type, in its own words. */
  readonly told = async (conversationId: string, type: string): Promise<readonly Record<string, unknown>[]> =>
    (await this.inputs(conversationId))
      .filter((one) => one.type === type)
      .map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  readonly ports = (service: string): ServicePorts => this.house.ports(service);

  readonly get: House['get'] = (what) => this.house.get(what);
}

const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 10;

/** Asks again until it holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it never came true');
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
