// Starting a conversation: one per visitor and channel, whatever is sent in parallel, repeated or repeated later.
import type { ConversationRequested } from '@frontdesk/conversation';
import type { Principal, StartConversation, VerifiedIdentity } from '@frontdesk/contracts';
import type { RecordMeta } from '@frontdesk/journal';
import { Idempotency, PORTS, ProblemException, queryableOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ConversationReads } from '../reads/conversation-reads.js';
import { RuleReads } from '../reads/rules.js';
import { isOtherWindow } from '../reads/windows.js';
import { Conversations, problemFor } from './conversations.js';
import { Directions } from './directions.js';

export interface Start {
  readonly principal: Principal;
  readonly channel: string;
  /** What the host site has signed of the visitor: it counts more than what they say of themselves. */
  readonly identity: VerifiedIdentity | null;
  /** Where it came from. */
  readonly address: string;
  /** As the proxy in front says; null: it does not. */
  readonly country: string | null;
  /** The Idempotency-Key: also the first message's client id, so that a repetition never says it twice. */
  readonly key: string;
  readonly body: StartConversation;
  readonly meta: RecordMeta;
}

export interface Started {
  readonly conversationId: string;
  /** false: the one that was open already. */
  readonly created: boolean;
  /** true: routing is asked with the first message, so there is no decision to wait for (D9). */
  readonly delayed?: boolean;
}

const ATTEMPTS = 3;

@Injectable()
export class Starts {
  private readonly idempotency: Idempotency;
  private readonly db: Queryable;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directions) private readonly directions: Directions,
    @Inject(RuleReads) private readonly rules: RuleReads,
  ) {
    this.db = queryableOf(ports);
    this.idempotency = new Idempotency(this.db, ports.schema);
  }

  start(start: Start): Promise<Started> {
    const { principal, key, body } = start;
    return this.idempotency.once<Started>(
      { principal, key, body, route: 'POST /v1/conversations' },
      async (remember) => {
        for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
          const started = (await this.goOn(start)) ?? (await this.begin(start, remember));
          if (started === null) continue;
          if (!started.created) await remember(this.db, started);
          return started;
        }
        throw new ProblemException('unavailable', 'Other requests of this visitor keep getting in between. Try again.');
      },
    );
  }

  /** The open conversation takes the words; null when there is none. */
  private async goOn({ principal, channel, key, body, meta }: Start): Promise<Started | null> {
    const { workspace, id } = principal;
    const open = await this.reads.openOf(workspace, channel, id);
    if (open === null) return null;
    const { conversationId } = open;
    const { rules } = await this.rules.of(workspace);
    if (isOtherWindow(open, body, rules)) {
      const command = { type: 'end', reason: 'new_window' } as const;
      await this.conversations.run({ workspace, conversationId, meta, command });
      return null;
    }
    if (rules.welcome.enabled && rules.welcome.when === 'always')
      await this.conversations.run({ workspace, conversationId, meta, command: { type: 'come_back' } });
    if (body.text !== undefined) {
      const message = { messageId: this.ports.ids.next(), clientMessageId: key, text: body.text };
      const actor = { kind: 'visitor', id } as const;
      const said = await this.conversations.run({
        ...{ workspace, conversationId, meta },
        command: { type: 'add_message', actor, message },
      });
      // It has closed since we looked: what was typed goes into a new one.
      if (said.outcome === 'rejected' && said.refusal.rejected === 'conversation_closed') return null;
      if (said.outcome === 'rejected') throw problemFor(said.refusal);
    }
    return { conversationId, created: false };
  }

  /** Null when another start of the same visitor came first. */
  private async begin(
    start: Start,
    remember: (tx: Queryable, answer: Started) => Promise<void>,
  ): Promise<Started | null> {
    const { principal, address, key, body, meta } = start;
    const creating = { workspace: principal.workspace, visitorId: principal.id, address };
    // Looked at before, counted after: of a hundred starts at once one makes a conversation, and one is counted.
    await this.ports.floods.pass('starts', creating, 'look');
    const request = await this.requestOf(start);
    const { conversationId } = request;
    const started: Started = { conversationId, created: true, delayed: request.delayed === true };
    const first =
      body.text === undefined ? null : { messageId: this.ports.ids.next(), clientMessageId: key, text: body.text };
    const handled = await this.conversations.run({
      ...{ workspace: principal.workspace, conversationId, meta },
      command: { type: 'start', request, first, newcomer: await this.isNewcomer(principal) },
      rows: (tx) => remember(tx, started),
    });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    if (handled.outcome !== 'done') return null;
    void this.ports.floods.pass('starts', creating).catch(() => undefined);
    return started;
  }

  /** Asked only where a first visit is welcomed otherwise than the next. */
  private async isNewcomer({ workspace, id }: Principal): Promise<boolean> {
    const { welcome } = (await this.rules.of(workspace)).rules;
    if (!welcome.enabled || welcome.when !== 'first_ever') return false;
    return !(await this.reads.hasBeenHere(workspace, id));
  }

  private async requestOf({
    principal,
    channel,
    address,
    country,
    identity,
    body,
  }: Start): Promise<ConversationRequested> {
    const { workspace, id: visitorId } = principal;
    return {
      conversationId: this.ports.ids.next(),
      visitorId,
      // Told apart in the inbox although nobody has asked for a name.
      visitorName: identity?.name ?? (body.visitorName?.trim() || `Visitor ${visitorId.slice(-4)}`),
      ...(identity !== null && { verified: true as const }),
      channel,
      ...(await this.directions.of({ workspace, visitorId, channel, address, country, identity, body })),
      language: body.language ?? null,
      page: body.page ?? null,
      ...(body.windowId !== undefined && { windowId: body.windowId }),
    };
  }
}
