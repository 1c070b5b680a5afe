// A made-up day at the reception: what its services would have put in, from a seed. Every kind of input comes up.
import type { RoutingInput } from '@frontdesk/routing';
import { Dice } from '../dice.js';

export interface Moment {
  readonly at: number;
  /** The service that owns the fact. */
  readonly service: string;
  readonly input: RoutingInput;
}

const GROUPS = ['sales', 'support'] as const;
const AGENTS = ['ana', 'ben', 'cho', 'dan'] as const;
const MORNING = Date.UTC(2026, 2, 2, 8);
const PAUSE_MS = 20_000;

type Data<Type extends RoutingInput['type']> = Extract<RoutingInput, { type: Type }>['data'];

const group = (groupId: string, settingsVersion: number, maxLength: number | null): Data<'group_configured'> => ({
  groupId,
  settingsVersion,
  queue: { enabled: true, maxLength, maxWaitMs: 240_000, abandonAfterMs: 120_000 },
  consequences: { full: 'submission', timeout: 'submission', outOfHours: 'message', nobodyOnline: 'queue' },
});

/** A staffed reception in the morning, then `length` inputs in an order that nobody planned. */
export function seededDay(seed: number, length: number): Moment[] {
  const dice = new Dice(seed);
  const day = new Day(dice);
  day.open();
  for (let n = 0; n < length; n++) day.next();
  day.end();
  return day.moments;
}

class Day {
  readonly moments: Moment[] = [];
  private at = MORNING;
  private requested = 0;

  constructor(private readonly dice: Dice) {}

  open(): void {
    for (const groupId of GROUPS) this.put('settings', { type: 'group_configured', data: group(groupId, 1, 6) });
    const strategy = { settingsVersion: 1, method: 'saturation', directReturnMs: 600_000 } as const;
    this.put('settings', { type: 'strategy_configured', data: strategy });
    AGENTS.forEach((agentId, i) => {
      const groupIds = i % 2 === 0 ? [...GROUPS] : [GROUPS[1]];
      this.put('settings', { type: 'agent_configured', data: { agentId, limit: 2 + (i % 2), groupIds } });
      this.put('presence', { type: 'agent_status', data: { agentId, status: 'online' } });
    });
  }

  /** Weights as in life: mostly visitors come and conversations end; now and then something else. */
  next(): void {
    this.at += this.dice.below(PAUSE_MS);
    const roll = this.dice.below(100);
    if (roll < 30) this.request();
    else if (roll < 68) this.close();
    else if (roll < 78) this.visitor();
    else if (roll < 86) this.agent();
    else if (roll < 91) this.pull();
    else if (roll < 96) this.convert();
    else this.settings();
  }

  /** What chance brings too seldom: a return, a pull by one of another group, a closed door, somebody who leaves. */
  end(): void {
    const [first, ...others] = AGENTS;
    for (const agentId of others) this.put('presence', { type: 'agent_status', data: { agentId, status: 'offline' } });
    this.put('settings', { type: 'agent_configured', data: { agentId: first, limit: 40, groupIds: [GROUPS[0]] } });
    this.put('presence', { type: 'agent_status', data: { agentId: first, status: 'online' } });
    const known = this.ask(GROUPS[0], 'v-known');
    this.put('conversation', { type: 'conversation_closed', data: { conversationId: known, by: 'agent' } });
    this.ask(GROUPS[0], 'v-known');
    const waiting = this.ask(GROUPS[1], 'v-patient');
    const data = { commandId: 'pull at last', conversationId: waiting, agentId: first };
    this.put('assignment-queue', { type: 'pull_requested', data });
    this.put('settings', { type: 'group_hours', data: { groupId: GROUPS[1], open: false, until: null } });
    this.ask(GROUPS[1], 'v-late');
    this.put('settings', { type: 'agent_removed', data: { agentId: first } });
    this.put('settings', { type: 'group_removed', data: { groupId: GROUPS[1] } });
  }

  private ask(groupId: string, visitorId: string): string {
    const conversationId = `c${++this.requested}`;
    const request = {
      conversationId,
      visitorId,
      channel: 'web',
      language: null,
      groupId,
      priority: 0,
      ruleId: 'rule-1',
    };
    this.at += 1_000;
    this.put('conversation', { type: 'conversation_requested', data: { ...request, settingsVersion: 2 } });
    return conversationId;
  }

  private request(): void {
    const n = ++this.requested;
    const conversationId = `c${n}`;
    const returning = n > 3 && this.dice.below(4) === 0;
    const visitorId = `v${returning ? n - 1 - this.dice.below(Math.min(10, n - 1)) : n}`;
    const [groupId, priority] = [this.dice.one(GROUPS), this.dice.one([0, 0, 0, 0, 1])];
    const request = { conversationId, visitorId, channel: 'web', language: 'en', groupId, priority, ruleId: null };
    this.put('presence', { type: 'visitor_connected', data: { visitorId } });
    this.put('conversation', { type: 'conversation_requested', data: { ...request, settingsVersion: 1 } });
  }

  private close(): void {
    const by = this.dice.one(['agent', 'agent', 'agent', 'visitor', 'supervisor'] as const);
    this.put('conversation', { type: 'conversation_closed', data: { conversationId: this.recent(), by } });
  }

  private visitor(): void {
    const visitorId = `v${this.recent().slice(1)}`;
    if (this.dice.below(3) === 0) this.put('presence', { type: 'visitor_connected', data: { visitorId } });
    else this.put('presence', { type: 'visitor_lost', data: { visitorId, lastBeatAt: this.at - 1_000 } });
  }

  private agent(): void {
    const agentId = this.dice.one(AGENTS);
    const status = this.dice.one(['online', 'online', 'online', 'busy', 'offline'] as const);
    this.put('presence', { type: 'agent_status', data: { agentId, status } });
  }

  private pull(): void {
    const data = {
      commandId: `pull ${this.moments.length}`,
      conversationId: this.recent(),
      agentId: this.dice.one(AGENTS),
    };
    this.put('assignment-queue', { type: 'pull_requested', data });
  }

  private convert(): void {
    const conversationId = this.recent();
    const data = { conversationId, submissionId: `s${conversationId.slice(1)}` };
    this.put('submission', { type: 'convert_requested', data });
  }

  private settings(): void {
    const groupId = this.dice.one(GROUPS);
    const agentId = this.dice.one(AGENTS);
    switch (this.dice.below(3)) {
      case 0:
        return this.put('settings', {
          type: 'group_configured',
          data: group(groupId, this.at, this.dice.one([2, 6, null])),
        });
      case 1: {
        const limit = this.dice.below(5);
        return this.put('settings', { type: 'agent_configured', data: { agentId, limit, groupIds: [...GROUPS] } });
      }
      default:
        return this.put('settings', { type: 'group_hours', data: { groupId, open: false, until: this.at + 60_000 } });
    }
  }

  /** One of those that came last: likely still open. */
  private recent(): string {
    return `c${Math.max(1, this.requested - this.dice.below(9))}`;
  }

  private put(service: string, input: RoutingInput): void {
    this.moments.push({ at: this.at, service, input });
  }
}
