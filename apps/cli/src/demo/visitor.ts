// One visitor of the demo, from the first word to the end.
import type {
  ConversationEvent,
  ConversationView,
  LeaveSubmission,
  SubmissionReceipt,
  VisitorSession,
} from '@frontdesk/contracts';
import { randomUUID } from 'node:crypto';
import type { Dice } from '../dice.js';
import type { Api } from './api.js';
import { Mailbox, pause } from './mailbox.js';
import { impatience, persona } from './phrases.js';
import { Socket } from './socket.js';
import type { Fate } from './tally.js';

export interface VisitorOptions {
  readonly api: Api;
  readonly dice: Dice;
  readonly number: number;
  readonly patienceMs: number;
  readonly over: AbortSignal;
  readonly tell: (who: string, what: string) => void;
}

/** Nobody waits longer than this for an agent who has the conversation and says nothing. */
const SILENCE_MS = 120_000;
const THINK_MS = 3_000;

export class Visitor {
  private readonly person;
  private readonly mail = new Mailbox<ConversationEvent>();
  private readonly patienceMs: number;
  private readonly who: string;
  private api: Api;
  private conversationId = '';
  private said = 0;
  waitedMs: number | null = null;

  constructor(private readonly options: VisitorOptions) {
    const { dice, number, patienceMs } = options;
    this.api = options.api;
    this.person = persona(dice);
    this.patienceMs = patienceMs * (0.5 + dice.next());
    this.who = `${this.person.name} #${number}`;
  }

  async live(): Promise<Fate> {
    const view = await this.start();
    const socket = new Socket(this.api, { event: (_, event) => this.mail.put(event) });
    try {
      await socket.open();
      socket.subscribe(view.conversationId);
      return await this.wait(socket);
    } finally {
      socket.close();
    }
  }

  private async start(): Promise<ConversationView> {
    const { dice } = this.options;
    const { opening: text, page, name: visitorName } = this.person;
    const session = await this.api.post<VisitorSession>('/v1/visitor-sessions', { site: 'demo' });
    this.api = this.api.as(session.token);
    const groupId = session.groups.length === 0 ? undefined : dice.one(session.groups).groupId;
    const body = {
      text,
      page: `https://shop.example${page}`,
      visitorName,
      language: 'en',
      ...(groupId && { groupId }),
    };
    const view = await this.api.post<ConversationView>('/v1/conversations', body, randomUUID());
    this.conversationId = view.conversationId;
    const place = view.place === null ? '' : ` at place ${view.place.position}`;
    this.tell(`asks ${groupId ?? 'the desk'}: “${text}” → ${view.outcome.replace('_', ' ')}${place}`);
    return view;
  }

  /** Until an agent comes, an offer, the end, or the end of patience. */
  private async wait(socket: Socket): Promise<Fate> {
    const until = performance.now() + this.patienceMs;
    for (;;) {
      const event = await this.mail.take(until - performance.now(), this.options.over);
      if (event === null) return this.giveUp(socket);
      switch (event.type) {
        case 'conversation.queued':
          if (this.options.dice.below(4) === 0) await this.say(impatience(this.options.dice));
          break;
        case 'conversation.assigned':
          this.waitedMs = event.data.waitedMs;
          this.tell(`talks to ${event.data.agentName} after ${(event.data.waitedMs / 1_000).toFixed(1)} s`);
          return this.talk();
        case 'conversation.submission_offered':
          return this.answerOffer(event.data.reason);
        case 'conversation.closed':
          this.tell(`was turned away: ${(event.data.why ?? event.data.reason).replaceAll('_', ' ')}`);
          return 'turned_away';
        default:
      }
    }
  }

  private async talk(): Promise<Fate> {
    const { dice, over } = this.options;
    let heard = 0;
    for (;;) {
      const event = await this.mail.take(SILENCE_MS, over);
      if (event === null) return this.end(over.aborted ? 'interrupted' : 'unanswered', 'leaves: nobody answers');
      if (event.type === 'conversation.closed') return 'served';
      if (event.type !== 'conversation.message_added' || event.data.author.kind !== 'agent') continue;
      heard++;
      const answer = this.person.visitor[this.said];
      await pause(THINK_MS * (0.5 + dice.next()), over);
      if (answer !== undefined) {
        this.said++;
        await this.say(answer);
      } else if (heard > this.person.visitor.length && dice.below(3) === 0) {
        return this.end('served', 'has what they came for, and closes');
      }
    }
  }

  /** A few leave as people do: without a word. Then the reception finds out by itself. */
  private async giveUp(socket: Socket): Promise<Fate> {
    if (this.options.over.aborted) return this.end('interrupted', 'is sent home');
    if (this.options.dice.below(3) > 0) return this.end('gave_up', 'has waited long enough, and leaves');
    socket.close();
    this.tell('has waited long enough, and closes the page');
    return 'vanished';
  }

  private async answerOffer(reason: string): Promise<Fate> {
    const { conversationId, person } = this;
    const why = reason.replaceAll('_', ' ');
    if (this.options.dice.below(10) >= 7) return this.end('declined', `does not want to leave a message (${why})`);
    const { name, email, opening: text } = person;
    const submission: LeaveSubmission = { conversationId, name, email, text };
    const receipt = await this.api.post<SubmissionReceipt>('/v1/submissions', submission, randomUUID());
    this.tell(`leaves a message (${why}): ${receipt.receiptId}, ${receipt.status}`);
    return 'submission';
  }

  private async say(text: string): Promise<void> {
    this.tell(`“${text}”`);
    const message = { clientMessageId: randomUUID(), text };
    // It may have been closed meanwhile; the event that says so is on its way.
    await this.api.post(`/v1/conversations/${this.conversationId}/messages`, message).catch(() => undefined);
  }

  private async end(fate: Fate, words: string): Promise<Fate> {
    this.tell(words);
    await this.api.post(`/v1/conversations/${this.conversationId}/close`).catch(() => undefined);
    return fate;
  }

  private tell(what: string): void {
    this.options.tell(this.who, what);
  }
}
