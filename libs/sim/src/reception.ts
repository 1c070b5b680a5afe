// The world around the engine: visitors come, wait, leave and are lost; agents change their minds; settings change.
// It knows what has been decided, as people at a desk would, and may be wrong about what is on its way.
import type { RoutingInput } from '@frontdesk/routing';
import type { Deed } from './deed.js';
import type { Dice } from './dice.js';
import type { ReceptionBook, TalkEntry } from './laws/reception-book.js';

export interface ReceptionOptions {
  readonly workspaces: readonly string[];
  readonly dice: Dice;
  readonly now: () => number;
  readonly book: (workspace: string) => ReceptionBook;
}

const GROUPS = ['sales', 'help'] as const;
const AGENTS = ['ana', 'ben', 'cyd'] as const;

export class Reception {
  private conversations = 0;
  private commands = 0;
  private version = 0;

  constructor(private readonly options: ReceptionOptions) {}

  opening(): readonly Deed[] {
    return this.options.workspaces.flatMap((workspace) => [
      ...GROUPS.map((groupId) => this.group(workspace, groupId)),
      ...AGENTS.flatMap((agentId) => [this.agent(workspace, agentId), this.status(workspace, agentId)]),
    ]);
  }

  /** What somebody does next. */
  next(): Deed {
    const { dice, workspaces } = this.options;
    const workspace = dice.pick(workspaces);
    const roll = dice.between(1, 100);
    if (roll <= 32) return this.arrival(workspace);
    if (roll <= 58) return this.about(workspace, (talk) => this.close(workspace, talk.conversationId));
    if (roll <= 64) return this.about(workspace, (talk) => this.pull(workspace, talk));
    if (roll <= 69) return this.about(workspace, (talk) => this.convert(workspace, talk));
    if (roll <= 80) return this.about(workspace, (talk) => this.comesOrGoes(workspace, talk));
    if (roll <= 90) return this.status(workspace, dice.pick(AGENTS));
    return this.setting(workspace);
  }

  /** Everybody at their desk, every door open: now whoever waits must be served. */
  clearing(): readonly Deed[] {
    return this.options.workspaces.flatMap((workspace) => [
      ...GROUPS.flatMap((groupId) => [
        settings(workspace, { type: 'group_hours', data: { groupId, open: true, until: null } }),
        settings(workspace, groupRules(groupId, ++this.version, { maxLength: null, maxWaitMs: null })),
      ]),
      ...AGENTS.flatMap((agentId) => [
        settings(workspace, { type: 'agent_configured', data: { agentId, limit: 2, groupIds: GROUPS } }),
        presence(workspace, { type: 'agent_status', data: { agentId, status: 'online' } }),
      ]),
    ]);
  }

  /** What ends a conversation that is open, or brings it on. */
  tidying(workspace: string, talk: TalkEntry): Deed {
    const { conversationId, visitorId, state, live } = talk;
    if (state === 'waiting' && !live) return presence(workspace, { type: 'visitor_connected', data: { visitorId } });
    return this.close(workspace, conversationId);
  }

  private arrival(workspace: string): Deed {
    const { dice } = this.options;
    const visitorId = `v${dice.between(1, 12)}`;
    const conversationId = `c${++this.conversations}`;
    const request = { conversationId, visitorId, channel: 'web', language: null, groupId: dice.pick(GROUPS) };
    const data = { ...request, priority: dice.chance(0.2) ? 5 : 0, ruleId: null, settingsVersion: 1 };
    return { by: 'conversation', workspace, command: { type: 'request', data } };
  }

  /** Without anybody to do it to, somebody new comes. */
  private about(workspace: string, deed: (talk: TalkEntry) => Deed): Deed {
    const open = [...this.options.book(workspace).open.values()];
    return open.length === 0 ? this.arrival(workspace) : deed(this.options.dice.pick(open));
  }

  private close(workspace: string, conversationId: string): Deed {
    const by = this.options.dice.pick(['visitor', 'agent', 'supervisor', 'system'] as const);
    return { by: 'conversation', workspace, command: { type: 'close', data: { conversationId, by } } };
  }

  private pull(workspace: string, { conversationId }: TalkEntry): Deed {
    const agentId = this.options.dice.pick(AGENTS);
    const data = { commandId: `pull-${++this.commands}`, conversationId, agentId };
    return { by: 'assignment-queue', workspace, input: { type: 'pull_requested', data } };
  }

  private convert(workspace: string, { conversationId }: TalkEntry): Deed {
    const data = { conversationId, submissionId: `s-${conversationId}` };
    return { by: 'submission', workspace, input: { type: 'convert_requested', data } };
  }

  private comesOrGoes(workspace: string, { visitorId }: TalkEntry): Deed {
    const { dice, now } = this.options;
    if (dice.chance(0.5)) return presence(workspace, { type: 'visitor_connected', data: { visitorId } });
    const lastBeatAt = now() - dice.between(0, 2_000);
    return presence(workspace, { type: 'visitor_lost', data: { visitorId, lastBeatAt } });
  }

  private status(workspace: string, agentId: string): Deed {
    const status = this.options.dice.pick(['online', 'online', 'online', 'busy', 'offline'] as const);
    return presence(workspace, { type: 'agent_status', data: { agentId, status } });
  }

  private setting(workspace: string): Deed {
    const { dice, now } = this.options;
    const roll = dice.between(1, 10);
    if (roll <= 4) return this.agent(workspace, dice.pick(AGENTS));
    if (roll <= 6) return this.group(workspace, dice.pick(GROUPS));
    if (roll === 7) return settings(workspace, { type: 'agent_removed', data: { agentId: dice.pick(AGENTS) } });
    if (roll === 8) return settings(workspace, { type: 'group_removed', data: { groupId: dice.pick(GROUPS) } });
    if (roll === 9) {
      const data = { groupId: dice.pick(GROUPS), open: dice.chance(0.5), until: now() + dice.between(500, 6_000) };
      return settings(workspace, { type: 'group_hours', data });
    }
    const data = { settingsVersion: ++this.version, method: 'saturation', directReturnMs: 5_000 } as const;
    return settings(workspace, { type: 'strategy_configured', data });
  }

  private agent(workspace: string, agentId: string): Deed {
    const { dice } = this.options;
    const groupIds = dice.pick([['sales'], ['help'], ['sales', 'help']]);
    return settings(workspace, { type: 'agent_configured', data: { agentId, limit: dice.between(0, 3), groupIds } });
  }

  private group(workspace: string, groupId: string): Deed {
    const { dice } = this.options;
    const maxLength = dice.pick([null, 3, 1]);
    const maxWaitMs = dice.pick([null, 2_000, 6_000]);
    return settings(workspace, groupRules(groupId, ++this.version, { maxLength, maxWaitMs }));
  }
}

type Waits = { readonly maxLength: number | null; readonly maxWaitMs: number | null };

function groupRules(groupId: string, settingsVersion: number, waits: Waits): RoutingInput {
  const queue = { enabled: true, ...waits, abandonAfterMs: 3_000 };
  const timeout = settingsVersion % 2 === 0 ? 'submission' : 'message';
  const consequences = { full: 'submission', timeout, outOfHours: 'message', nobodyOnline: 'queue' } as const;
  return { type: 'group_configured', data: { groupId, settingsVersion, queue, consequences } };
}

const settings = (workspace: string, input: RoutingInput): Deed => ({ by: 'settings', workspace, input });
const presence = (workspace: string, input: RoutingInput): Deed => ({ by: 'presence', workspace, input });
