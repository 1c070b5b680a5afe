// The desk of one workspace: what visitors and agents do there, and what the other services say of it.
import { isDeepStrictEqual } from 'node:util';
import {
  SETTINGS_DEFAULTS,
  type ConversationView,
  type OwnSubmission,
  type Problem,
  type Role,
  type RoutingEvent,
  type SubmissionDetail,
  type SubmissionMessage,
  type SubmissionReceipt,
  type SubmissionView,
} from '@frontdesk/contracts';
import { partitionOf } from '@frontdesk/journal';
import type { ServicePorts } from '@frontdesk/nest';
import { decisionOf, type Asked, type Deciding } from './scripted-engine.js';

export interface Asker {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly channel?: string;
}

export const visitor = (sub: string, channel = 'web'): Asker => ({ sub, roles: ['visitor'], channel });
export const MIA = visitor('mia');
export const ANA: Asker = { sub: 'ana', roles: ['agent'] };
export const BEN: Asker = { sub: 'ben', roles: ['agent'] };
export const SUE: Asker = { sub: 'sue', roles: ['supervisor'] };
export const ADA: Asker = { sub: 'ada', roles: ['admin'] };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body & Partial<Pick<Problem, 'code' | 'errors' | 'detail'>>;
  readonly headers: Headers;
}

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly asker: Asker;
  /** Bytes are sent as they are. */
  readonly body: unknown;
  /** Absent: of a request that nobody repeats. */
  readonly key?: string | undefined;
}

export interface Told {
  readonly topic: string;
  readonly type: string;
  readonly data: unknown;
  readonly stream?: string;
}

/** The service that all desks are in. */
export interface House {
  call<Body>(workspace: string, request: Request): Promise<Answer<Body>>;
  /** What another service has recorded. */
  write(workspace: string, service: string, told: Told): Promise<void>;
  ports(service: string): ServicePorts;
}

interface Found {
  readonly data: readonly SubmissionView[];
  readonly nextCursor: string | null;
}

export class Desk {
  /** What the engine decides about a place that is to become a submission; null: nothing yet. */
  answer: Deciding = () => null;
  /** What is known of conversations, by id. */
  readonly conversations = new Map<string, Partial<ConversationView>>();
  /** What visitors have said in them. */
  readonly said = new Map<string, readonly string[]>();
  private versions = 0;
  private count = 0;

  constructor(
    private readonly house: House,
    readonly workspace: string,
  ) {}

  get ports(): ServicePorts {
    return this.house.ports('submission');
  }

  readonly call = <Body>(
    method: 'GET' | 'POST',
    path: string,
    asker: Asker,
    body?: unknown,
    key?: string,
  ): Promise<Answer<Body>> => this.house.call<Body>(this.workspace, { method, path, asker, body, key });

  /** Says what a document is; resolves when the service knows it. */
  readonly say = async (kind: string, id: string | null, document: object): Promise<void> => {
    const version = ++this.versions;
    const data = { kind, id, version, document };
    await this.house.write(this.workspace, 'settings', {
      ...{ topic: 'settings.events', type: 'settings.document_saved', data },
    });
    await until(async () => {
      const rows = await this.ports.db.query<{ version: number }[]>(
        'SELECT version FROM setting WHERE workspace = $1 AND kind = $2 AND id = $3',
        [this.workspace, kind, id ?? ''],
      );
      return rows[0]?.version === version;
    });
  };

  /** The settings of submissions, in what they differ from those of the start. */
  readonly rules = (more: object = {}): Promise<void> =>
    this.say('submission', null, { ...SETTINGS_DEFAULTS.submission, ...more });

  /** What the engine says by itself. */
  readonly decide = (event: RoutingEvent): Promise<void> =>
    this.house.write(this.workspace, 'assignment-queue', {
      ...{ topic: 'assignment.decisions', type: 'assignment.decided', data: decisionOf(event) },
    });

  /** What has happened to a conversation; resolves when the service has taken it in. */
  readonly happen = async (conversationId: string, type: string, data: object): Promise<void> => {
    const before = await this.takenIn(type);
    await this.house.write(this.workspace, 'conversation', {
      ...{ topic: 'conversation.events', type, data, stream: conversationId },
    });
    await until(async () => (await this.takenIn(type)) > before);
  };

  /** The service's own count: positions are stored only from time to time. */
  private async takenIn(type: string): Promise<number> {
    const { values } = await this.ports.metrics.events.get();
    const done = { consumer: 'submission', type, outcome: 'done' };
    return values.find(({ labels }) => isDeepStrictEqual({ ...labels }, done))?.value ?? 0;
  }

  /** What routing was asked. */
  readonly asked = async (): Promise<readonly Asked[]> => {
    const lanes = new Map([[partitionOf(this.workspace), 0]]);
    const records = await this.ports.journal.readMany('assignment.inputs', lanes, 1_000);
    return records.filter(({ workspace }) => workspace === this.workspace).map(({ body }) => JSON.parse(body) as Asked);
  };

  readonly leave = (body: object = {}, who = MIA, key?: string): Promise<Answer<SubmissionReceipt>> => {
    const message = { email: 'mia@example.com', text: `Message ${++this.count}`, ...body };
    return this.call<SubmissionReceipt>('POST', '', who, message, key);
  };

  readonly left = async (body: object = {}, who = MIA): Promise<string> =>
    (await this.leave(body, who)).body.submissionId;

  readonly read = async (id: string): Promise<SubmissionDetail> =>
    (await this.call<SubmissionDetail>('GET', `/${id}`, ANA)).body;

  readonly own = async (id: string, who = MIA): Promise<OwnSubmission> =>
    (await this.call<OwnSubmission>('GET', `/mine/${id}`, who)).body;

  readonly act = (id: string, what: string, who = ANA, body: object = {}): Promise<Answer<SubmissionView>> =>
    this.call<SubmissionView>('POST', `/${id}/${what}`, who, body);

  readonly reply = (id: string, text: string, who: Asker = ANA, key?: string): Promise<Answer<SubmissionMessage>> =>
    this.call<SubmissionMessage>('POST', `${who === MIA ? '/mine' : ''}/${id}/replies`, who, { text }, key);

  readonly find = async (query = ''): Promise<Found> => (await this.call<Found>('GET', query, ANA)).body;
}

const PATIENCE_MS = 10_000;
const LOOK_AGAIN_MS = 10;

/** Asks again until it holds. */
export async function until(holds: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited too long for ${what}`);
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  }
}
