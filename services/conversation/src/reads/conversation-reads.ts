// What is read of conversations, by HTTP and by the other services. Whose it is not, for them it does not exist.
import {
  asVisitorSees,
  toConversationEvent,
  withheld,
  withoutRecalled,
  type ConversationCard,
  type ConversationEvent,
  type ConversationList,
  type ConversationPeer,
  type ConversationView,
  type EnginePlace,
  type Principal,
  type QueuePlace,
  type TransferList,
} from '@frontdesk/contracts';
import { isAllowedOrigin, PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Brackets, In, type Repository } from 'typeorm';
import { isVisitor, leads } from '../commands/actor.js';
import { CONVERSATION_COLUMNS, ConversationRows, type ConversationRow } from '../rows/conversation-row.js';
import { encodeCursor, type Cursor } from './cursor.js';
import { Directory } from './directory.js';
import { wordedPlace } from './queue-words.js';
import { summaryViewOf } from './summary-view.js';
import { ratingViewOf } from './rating-view.js';
import { afterwards, offerText, waitingOffer } from './submission-offers.js';
import { isAsynchronous, poolWords } from './mode-words.js';
import { RuleReads } from './rules.js';
import { offerReasonOf, toView } from './view.js';
import { transferOf, waysOn } from './ways-on.js';

export interface ListQuery {
  readonly view: 'mine' | 'all';
  readonly state: 'open' | 'closed';
  readonly limit: number;
  readonly after: Cursor | null;
}

@Injectable()
export class ConversationReads implements ConversationPeer, OnModuleInit {
  private readonly rows: Repository<ConversationRow>;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(RuleReads) private readonly rules: RuleReads,
  ) {
    this.rows = ports.db.getRepository(ConversationRows);
  }

  onModuleInit(): void {
    this.ports.peers.conversation = this;
  }

  /** The row if the principal may see it. */
  async visible(principal: Principal, conversationId: string): Promise<ConversationRow | null> {
    const row = await this.one('workspace = $1 AND conversation_id = $2', principal.workspace, conversationId);
    return isVisitor(principal) && row?.visitorId !== principal.id ? null : row;
  }

  async typingPreview(workspace: string): Promise<boolean> {
    return (await this.rules.messages(workspace)).typingPreview;
  }

  async originAllowed(workspace: string, channel: string, origin: string): Promise<boolean> {
    const sites: readonly { allowed: readonly string[] }[] = await this.ports.db.query(
      'SELECT allowed_origins AS allowed FROM site WHERE workspace = $1 AND channel = $2',
      [workspace, channel],
    );
    return sites.some(({ allowed }) => isAllowedOrigin(origin, allowed));
  }

  async view(principal: Principal, conversationId: string): Promise<ConversationView | null> {
    const row = await this.visible(principal, conversationId);
    return row && this.viewFor(principal, row);
  }

  async eventsAfter(
    principal: Principal,
    conversationId: string,
    after: number,
    limit: number,
  ): Promise<readonly ConversationEvent[] | null> {
    if ((await this.visible(principal, conversationId)) === null) return null;
    const records = await this.ports.journal.readStream(principal.workspace, conversationId, after);
    const later = records.map(toConversationEvent);
    const events = withoutRecalled(later.slice(0, limit), later);
    if (!isVisitor(principal)) return events;
    const { receipts } = await this.rules.messages(principal.workspace);
    const seen = events.map(asVisitorSees);
    // Whether the agent has read is the house's own affair where receipts are off.
    return receipts.toVisitor
      ? seen
      : seen.map((event) => (event.type === 'conversation.messages_read' ? withheld(event) : event));
  }

  async hasBeenHere(workspace: string, visitorId: string): Promise<boolean> {
    return (await this.one('workspace = $1 AND visitor_id = $2 LIMIT 1', workspace, visitorId)) !== null;
  }

  openOf(workspace: string, channel: string, visitorId: string): Promise<ConversationRow | null> {
    const open = `workspace = $1 AND channel = $2 AND visitor_id = $3 AND state <> 'closed'`;
    return this.one(open, workspace, channel, visitorId);
  }

  /** By hand: asked with every call, and building the query took longer than its answer. */
  private async one(where: string, ...params: readonly string[]): Promise<ConversationRow | null> {
    const [row] = await this.ports.db.query<ConversationRow[]>(
      `SELECT ${CONVERSATION_COLUMNS} FROM conversation WHERE ${where}`,
      [...params],
    );
    return row ?? null;
  }

  async list(principal: Principal, { view, state, limit, after }: ListQuery): Promise<ConversationList> {
    const query = this.rows
      .createQueryBuilder('c')
      .where('c.workspace = :workspace', { workspace: principal.workspace })
      .andWhere(state === 'closed' ? `c.state = 'closed'` : `c.state <> 'closed'`)
      .orderBy({ 'c.arrivedAt': 'DESC', 'c.conversationId': 'DESC' })
      .limit(limit + 1);
    if (view === 'mine') query.andWhere('c.agentId = :agentId', { agentId: principal.id });
    if (after !== null) {
      const older = '(c.arrivedAt, c.conversationId) < (:arrivedAt, :conversationId)';
      query.andWhere(new Brackets((where) => where.where(older, { ...after })));
    }
    const rows = await query.getMany();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const data = await Promise.all(page.map((row) => this.viewFor(principal, row)));
    return { data, nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
  }

  async cards(workspace: string, conversationIds: readonly string[]): Promise<ReadonlyMap<string, ConversationCard>> {
    const rows = await this.rows.findBy({ workspace, conversationId: In([...conversationIds]) });
    return new Map(
      rows.map(({ conversationId, visitorName, page, language, lastText }) => [
        conversationId,
        { visitorName, page, language, lastText },
      ]),
    );
  }

  async queuePlace(
    workspace: string,
    conversationId: string,
    place: EnginePlace,
    moment: 'entry' | 'change',
  ): Promise<QueuePlace> {
    const row = await this.one('workspace = $1 AND conversation_id = $2', workspace, conversationId);
    return this.worded(workspace, row?.language ?? null, place, moment);
  }

  private async worded(
    workspace: string,
    language: string | null,
    place: EnginePlace,
    moment: 'entry' | 'change',
  ): Promise<QueuePlace> {
    const [document, groupName, agentName, offering] = await Promise.all([
      this.directory.queueOf(workspace, place.groupId),
      this.directory.groupName(workspace, place.groupId),
      place.agentId === null ? '' : this.directory.agentName(workspace, place.agentId),
      this.directory.submissionOf(workspace, place.groupId),
    ]);
    const now = this.ports.clock.now();
    return {
      ...wordedPlace(place, moment, { document, language, groupName, agentName, now }),
      submission: waitingOffer(place, { ...offering, language }),
    };
  }

  /** What the house says of it among itself, staff alone sees. */
  async viewFor(principal: Principal, row: ConversationRow): Promise<ConversationView> {
    const view = await this.viewOf(row);
    if (isVisitor(principal)) return view;
    const transfer = transferOf(row, this.ports.clock.now());
    return {
      channel: row.channel,
      ...{ ...view, ...summaryViewOf(row, await this.directory.afterwards(row.workspace)) },
      ...(transfer && { transfer }),
    };
  }

  /** Hand-overs that wait for this person's yes: those to them, and for leads those that wait for a lead's. */
  async transfersFor(principal: Principal): Promise<TransferList['data']> {
    const rows = await this.ports.db.query<ConversationRow[]>(
      `SELECT ${CONVERSATION_COLUMNS} FROM conversation
       WHERE workspace = $1 AND transfer IS NOT NULL AND transfer->>'approved' = 'false'
         AND ((transfer->>'approval' = 'agent' AND transfer->>'toAgentId' = $2)
           OR (transfer->>'approval' = 'supervisor' AND $3)) ORDER BY conversation_id LIMIT 200`,
      [principal.workspace, principal.id, leads(principal)],
    );
    const asked = rows.map(async (row) => ({ conversation: await this.viewFor(principal, row) }));
    return (await Promise.all(asked)).flatMap(({ conversation }) =>
      conversation.transfer ? [{ conversation, transfer: conversation.transfer }] : [],
    );
  }

  async viewOf(row: ConversationRow): Promise<ConversationView> {
    const reason = offerReasonOf(row);
    const { workspace, groupId, language, state, agentId } = row;
    const [place, words, asked, closing, { rules }, mode, agent] = await Promise.all([
      state === 'queued' ? this.ports.peers.queue?.place(workspace, row.conversationId) : null,
      reason === null && state !== 'closed' ? null : this.directory.submissionOf(workspace, groupId),
      this.directory.afterwards(workspace),
      row.closedReason === 'closing_time' ? this.directory.closingText(workspace, groupId, language) : null,
      this.rules.of(workspace),
      state === 'pooled' || state === 'closed' ? this.directory.mode(workspace) : undefined,
      agentId === null ? null : this.directory.agent(workspace, agentId),
    ]);
    const offering = words && { ...words, language };
    const pool = poolWords(row, mode);
    const rating = ratingViewOf(row, asked.rating, this.ports.clock.now());
    const on = waysOn(row, rules, this.ports.clock.now());
    return toView(row, agent?.picture ?? null, {
      ...(rating && { rating }),
      ...(row.locked && { locked: true }),
      ...(on.length > 0 && { waysOn: on }),
      place: place ? await this.worded(workspace, language, place, 'entry') : null,
      offer: reason === null || offering === null ? null : { reason, text: closing ?? offerText(reason, offering) },
      // Never offered where every message is answered in the conversation itself.
      afterwards: offering && !isAsynchronous(row, mode) ? afterwards(row, offering) : null,
      ...(pool === null ? {} : { pool: { text: pool } }),
    });
  }
}
