// The house in which conversations end in every way: a group for each kind of wait, everything that is said by itself,
// and a clock that runs fast. Its people and visitors as the ways to an end need them.
import { randomUUID } from 'node:crypto';
import type {
  AutomaticKind,
  ConversationDocument,
  ConversationEvent,
  GroupDocument,
  HoursDocument,
  ModeDocument,
  PresenceDocument,
  QueueDocument,
  SubmissionDocument,
} from '@frontdesk/contracts';
import { environmentOf, fastClock, type FastClock, type Pace } from '../day/fast-clock.mjs';
import { found, RoutedHouse } from '../harness/routed-house.js';
import type { Runtime } from '../harness/runtimes.js';
import { StaffClient } from '../harness/staff-client.js';
import { VisitorClient } from '../harness/visitor-client.js';

const MINUTE = 60_000;
/** Of what is not heard on a socket. */
const LOOK_EVERY_MS = 250;

/** What is said by itself, on each occasion there is. */
export const SAID: Readonly<Record<AutomaticKind, string>> = {
  welcome: 'Welcome to {{group}}.',
  connected: '{{agent}} is here.',
  agent_slow: 'One moment.',
  visitor_idle: 'Still there?',
  visitor_timeout: 'We close now.',
  end_words: 'Goodbye.',
};

const words = (kind: AutomaticKind) => ({ enabled: true, texts: { en: SAID[kind] } });

/** In seconds of the story: at its speed still longer than a busy machine takes for a step. */
const RULES: Partial<ConversationDocument> = {
  welcome: { ...words('welcome'), when: 'once_per_conversation' },
  connected: { ...words('connected'), when: 'every_time' },
  agentSlow: { ...words('agent_slow'), afterSeconds: 80, times: 1 },
  visitorIdle: { ...words('visitor_idle'), afterSeconds: 80, times: 1 },
  visitorTimeout: { ...words('visitor_timeout'), afterSeconds: 140 },
  endWords: { ...words('end_words'), when: 'after_agent' },
  visitorLeftSeconds: 180,
  newWindow: 'close_and_start',
  reopenMinutes: 10,
};

const QUEUE: Partial<QueueDocument> = {
  ...{ enabled: true, maxLength: null, maxWaitSeconds: 150, warnBeforeSeconds: 120, keepWaiting: 1 },
  ...{ abandonAfterSeconds: 40, whenTimedOut: 'overflow' },
};
const PATIENT: Partial<QueueDocument> = { maxWaitSeconds: null, warnBeforeSeconds: null };
const HASTY: Partial<QueueDocument> = { maxWaitSeconds: 60, warnBeforeSeconds: 20, whenTimedOut: 'submission' };

/** Beside support, where Ana is: Ben's own, those where nobody ever is, and one that will close. */
export type GroupId = 'support' | 'care' | 'line' | 'desk' | 'patient' | 'late' | 'shut' | 'empty' | 'mail';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const hours = (end: string | null): HoursDocument => ({
  ...{ alwaysOpen: false, timeZone: 'UTC', overrides: [] },
  weekly: Object.fromEntries(
    DAYS.map((day) => [day, end === null ? [] : [{ start: '00:00', end }]]),
  ) as unknown as HoursDocument['weekly'],
  closing: { then: 'message', message: 'We are closing now.', messages: {} },
});

export class EndingHouse {
  private constructor(
    readonly house: RoutedHouse,
    readonly clock: FastClock,
    readonly ana: StaffClient,
    readonly ben: StaffClient,
    private readonly longestMs: number,
  ) {}

  /** @param longestMs the machine's time that anything may take */
  static async open(runtime: Runtime, pace: Pace, longestMs: number): Promise<EndingHouse> {
    // Those of machines are stretched by the speed; those of leases are the story's.
    const machine = (ms: number) => String(ms * pace.speed);
    const house = await RoutedHouse.open(runtime, {
      ...environmentOf(pace),
      ...{ FRONTDESK_FLOOD_ADDRESS: '0', FRONTDESK_RATE_WORKSPACE: '0' },
      ...{ FRONTDESK_HEARTBEAT_MS: '2000', FRONTDESK_LEASE_MS: machine(12_000) },
      ...{ FRONTDESK_CLOSE_GRACE_MS: machine(200), FRONTDESK_REAP_EVERY_MS: machine(250) },
      ...{ FRONTDESK_DECISION_WAIT_MS: machine(3_000), FRONTDESK_CHANGED_EVERY_MS: machine(1_000) },
      FRONTDESK_POSITION_EVERY_MS: machine(2_000),
    });
    try {
      await furnish(house);
      const [ana, ben] = await Promise.all(['ana', 'ben'].map((sub) => StaffClient.atWork(house.product.url, sub)));
      const ending = new EndingHouse(house, fastClock(pace), ana as StaffClient, ben as StaffClient, longestMs);
      await ending.isThere();
      return ending;
    } catch (error) {
      await house.product.remove();
      throw error;
    }
  }

  get sue(): StaffClient {
    return this.house.sue;
  }

  /** Connected as a widget would be: it tries again when it was not heard in time. */
  async connected(token?: string): Promise<VisitorClient> {
    const visitor = await VisitorClient.open(this.house.product.url, token === undefined ? {} : { token });
    for (let tries = 1; visitor.socket === null; tries++) {
      await visitor.connect().catch((error: unknown) => {
        if (tries === 5) throw error;
      });
    }
    return visitor;
  }

  async asks(groupId: GroupId, windowId?: string): Promise<VisitorClient> {
    const visitor = await this.connected();
    await visitor.start({ text: 'Hello?', groupId, ...(windowId && { windowId }) });
    return visitor;
  }

  /** Asks, and an agent has it. */
  async isServed(groupId: GroupId = 'support', windowId?: string): Promise<VisitorClient> {
    const visitor = await this.asks(groupId, windowId);
    await this.hears(visitor, 'conversation.assigned');
    return visitor;
  }

  /** The visitor is told of it on the socket; `after`: later than what has this number. */
  hears<Type extends ConversationEvent['type']>(visitor: VisitorClient, type: Type, after = 0) {
    if (visitor.socket === null) throw new Error('a visitor who is gone hears nothing');
    return visitor.socket.event(type, ({ sequence }) => sequence > after, this.longestMs);
  }

  hearsWords(visitor: VisitorClient, kind: AutomaticKind) {
    if (visitor.socket === null) throw new Error('a visitor who is gone hears nothing');
    return visitor.socket.event('conversation.message_added', ({ data }) => data.automatic === kind, this.longestMs);
  }

  /** Whether or not the visitor is still there. */
  async isOver(visitor: VisitorClient): Promise<true> {
    if (visitor.socket !== null) await this.hears(visitor, 'conversation.closed');
    return this.comes('the end', async () => (await visitor.view()).state === 'closed');
  }

  /** As the house tells it: what happened, in order. */
  has(visitor: VisitorClient, type: ConversationEvent['type']): Promise<true> {
    return this.comes(type, async () =>
      (await this.sue.events(visitor.conversationId)).some((event) => event.type === type),
    );
  }

  reply({ conversationId }: VisitorClient): Promise<ConversationEvent> {
    return this.ana.reply(conversationId, 'How can I help?');
  }

  async block({ session: { visitorId } }: VisitorClient): Promise<void> {
    const block = { what: 'visitor', value: visitorId, reason: 'story', until: null };
    await this.house.ada.ask('PUT', `/v1/settings/block-list/${randomUUID()}`, block, { 'if-none-match': '*' });
  }

  /** At a full minute that is soon: so hours end. */
  async closesSoon(): Promise<void> {
    let minute = Math.floor(this.clock.now() / MINUTE) + 2;
    // A day that begins closed would do, but says nothing of an end.
    if (minute % 1440 === 0) minute += 1;
    const end = new Date(minute * MINUTE).toISOString().slice(11, 16);
    await this.house.ada.change<GroupDocument>('groups/late', { hours: hours(end) });
  }

  /** Nobody waits, and nobody has anybody. */
  isEmpty(): Promise<true> {
    return this.comes('an empty house', async () => {
      const { waiting, agents } = await this.sue.board();
      return waiting === 0 && agents.every(({ load }) => load === 0);
    });
  }

  async remove(): Promise<void> {
    await Promise.all([this.ana.goodbye(), this.ben.goodbye()]);
    await this.house.product.remove();
  }

  private async comes(what: string, look: () => Promise<boolean>): Promise<true> {
    return found(what, async () => (await look()) || undefined, this.longestMs, LOOK_EVERY_MS) as Promise<true>;
  }

  /** What was saved last reaches the services a moment later: words, the mode of mail, the agents. */
  private async isThere(): Promise<void> {
    await this.house.says({ ana: 'online', ben: 'online' });
    await this.comes('the settings', () => this.knowsAll().catch(() => false));
  }

  private async knowsAll(): Promise<boolean> {
    const [served, pooled] = [await this.asks('support'), await this.asks('mail')];
    const both = [served, pooled];
    await Promise.all(both.map((visitor) => visitor.end()));
    await Promise.all(both.map((visitor) => visitor.goodbye()));
    const said = await served.transcript();
    return said.includes('Welcome to Support.') && (await pooled.events()).some(isPooled);
  }
}

const isPooled = ({ type }: ConversationEvent): boolean => type === 'conversation.pooled';

async function furnish({ ada }: RoutedHouse): Promise<void> {
  const queue = (await ada.change<QueueDocument>('queue', QUEUE)).document;
  const { document } = await ada.get<{ document: SubmissionDocument }>('/v1/settings/submission');
  /** Visitors wait although nobody is there. */
  const waiting = { ...document, nobodyOnline: { ...document.nobodyOnline, enabled: false } };
  const group = (id: GroupId, own: Partial<GroupDocument>) =>
    ada.put(`/v1/settings/groups/${id}`, { name: id, guide: '', ...own }, { 'if-none-match': '*' });
  await group('care', {});
  await group('line', { submission: waiting });
  await group('desk', { submission: waiting, queue: { ...queue, ...HASTY } });
  await group('patient', { submission: waiting, queue: { ...queue, ...PATIENT } });
  await group('late', { submission: waiting, queue: { ...queue, ...PATIENT }, hours: hours('24:00') });
  await group('shut', { submission: { ...document, enabled: false }, hours: hours(null) });
  await group('empty', {});
  await group('mail', {});
  await ada.change('agents/ana', { limit: 100, groupIds: ['support'] });
  await ada.change('agents/ben', { limit: 100, groupIds: ['care'] });
  await ada.change<PresenceDocument>('presence', { graceSeconds: 30, agentLost: 'submission' });
  await ada.change<ConversationDocument>('conversation', RULES);
  await ada.change<ModeDocument>('mode', { groups: { mail: 'asynchronous' }, unassignedTimeoutSeconds: 60 });
}
