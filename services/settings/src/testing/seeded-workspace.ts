// A workspace of the served settings: what its people ask, and what routing is told of it. Each chapter has its own, so that
// no chapter finds what another has left.
import { partitionOf } from '@frontdesk/journal';
import { MONDAY, type Headers, type Reply, type ServedSettings } from './served-settings.js';

export type Answer = Reply<
  Record<string, unknown> & {
    readonly code?: string;
    readonly detail?: string;
    readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
    readonly data?: readonly Record<string, unknown>[];
  }
>;

/** Who asks: a role, of this workspace if no other is named. */
export interface Asker {
  readonly workspace?: string;
  readonly role?: string;
  readonly sub?: string;
}

export interface Input {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export class SeededWorkspace {
  private readonly tokens = new Map<string, Promise<string>>();

  /** @param id its site's key, too */
  constructor(
    private readonly served: ServedSettings,
    readonly id: string,
  ) {}

  /** Seeded on a Monday morning, whatever time it was before. */
  async open(): Promise<void> {
    this.served.clock.moveTo(MONDAY);
    await this.seed();
  }

  seed(): Promise<void> {
    return this.served.seed(this.id);
  }

  async call(method: string, path: string, headers: Headers = {}, body?: unknown, asker: Asker = {}): Promise<Answer> {
    return this.served.ask(await this.token(asker), method, `/v1/settings/${path}`, body, headers);
  }

  /** The document and its ETag, as a form loads them. */
  async load(path: string): Promise<{ readonly etag: string; readonly document: Record<string, unknown> }> {
    const { etag, body } = await this.call('GET', path);
    return { etag: etag ?? '', document: body['document'] as Record<string, unknown> };
  }

  /** Saves what is there with some members changed. */
  async change(path: string, members: object, asker: Asker = {}): Promise<Answer> {
    const { etag, document } = await this.load(path);
    return this.call('PUT', path, { 'if-match': etag }, { ...document, ...members }, asker);
  }

  create(path: string, document: unknown): Promise<Answer> {
    return this.call('PUT', path, { 'if-none-match': '*' }, document);
  }

  /** What routing was told, in order. */
  async inputs(): Promise<readonly Input[]> {
    const lane = { service: 'settings', topic: 'assignment.inputs', partition: partitionOf(this.id) };
    const records = await this.served.ports.journal.read(lane, 0, 10_000);
    return records
      .filter(({ workspace }) => workspace === this.id)
      .map(({ type, body }) => ({ type, data: JSON.parse(body) as Input['data'] }));
  }

  /** What it was told of the hours of one group, in order. */
  async hoursOf(groupId: string): Promise<readonly Input['data'][]> {
    const told = await this.inputs();
    return told
      .filter(({ type, data }) => type === 'group_hours' && data['groupId'] === groupId)
      .map(({ data }) => data);
  }

  /** Each person signs in once. */
  private token({ workspace = this.id, role = 'admin', sub = 'ada' }: Asker): Promise<string> {
    const who = `${workspace} ${role} ${sub}`;
    const token = this.tokens.get(who) ?? this.served.token({ sub, workspace, roles: [role] });
    this.tokens.set(who, token);
    return token;
  }
}
