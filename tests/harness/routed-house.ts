// A house whose routing a story plays with: its people at work, its settings changed as an administrator would, and what
// the engine asks of whom.
import type {
  Board,
  CommandAnswer,
  ConversationEvent,
  ConversationView,
  Desk,
  DeskOffer,
  QueueDocument,
  StrategyDocument,
} from '@frontdesk/contracts';
import { api, tokenOf, type Api, type ApiProblem } from './api.js';
import type { Environment } from './product.js';
import { startOn, type RunningProduct, type Runtime } from './runtimes.js';
import { demoIsThere, StaffClient } from './staff-client.js';
import { VisitorClient } from './visitor-client.js';

const LOOK_EVERY_MS = 25;

export class RoutedHouse {
  private settlings = 0;

  private constructor(
    readonly product: RunningProduct,
    /** The administrator. */
    readonly ada: Api,
    /** The supervisor, without a socket: never offered anything. */
    readonly sue: StaffClient,
  ) {}

  static async open(runtime: Runtime, env: Environment = {}): Promise<RoutedHouse> {
    const product = await startOn(runtime, env);
    await demoIsThere(product.url);
    const ada = api(product.url, await tokenOf(product.url, 'ada'));
    return new RoutedHouse(product, ada, await StaffClient.signIn(product.url, 'sue'));
  }

  async strategy(change: Partial<StrategyDocument>): Promise<void> {
    await this.ada.change<StrategyDocument>('strategy', change);
    await this.settled();
  }

  async queue(change: Partial<QueueDocument>): Promise<void> {
    await this.ada.change<QueueDocument>('queue', change);
    await this.settled();
  }

  async limit(agentId: string, limit: number): Promise<void> {
    await this.ada.change<{ limit: number }>(`agents/${agentId}`, { limit });
    const is = async () => (await this.board()).find((one) => one.agentId === agentId)?.limit;
    await found(`a limit of ${limit} for ${agentId}`, async () => (await is()) === limit || undefined);
  }

  /** What settings were told before has reached routing: it is told in order, and this is the last of it. */
  async settled(): Promise<void> {
    this.settlings = 1 + (this.settlings % 100);
    await this.limit('ada', this.settlings);
  }

  /** What presence was told reaches routing a moment later. */
  async says(statuses: Readonly<Record<string, string>>): Promise<void> {
    await found(JSON.stringify(statuses), async () => {
      const is = new Map((await this.board()).map(({ agentId, status }) => [agentId, status as string]));
      return Object.entries(statuses).every(([agentId, status]) => is.get(agentId) === status) || undefined;
    });
  }

  private async board(): Promise<Board['agents']> {
    return (await this.sue.board()).agents;
  }

  newcomer(groupId?: string): Promise<VisitorClient> {
    return VisitorClient.asking(this.product.url, { text: 'Hello?', ...(groupId && { groupId }) });
  }

  /** The agent has one offer, and it is this conversation. */
  offerTo(agent: StaffClient, visitor: VisitorClient): Promise<DeskOffer> {
    return found(`an offer to ${agent.sub}`, async () =>
      (await deskOf(agent)).offers.find(({ conversationId }) => conversationId === visitor.conversationId),
    );
  }

  owner(visitor: VisitorClient): Promise<string | null> {
    return visitor.view().then(({ agent }) => agent?.agentId ?? null);
  }

  async goesTo(visitor: VisitorClient, agentId: string): Promise<void> {
    await found(`the assignment to ${agentId}`, async () => (await this.owner(visitor)) === agentId || undefined);
  }

  async waits(visitor: VisitorClient): Promise<void> {
    await found('the queue', async () => {
      const { state, place } = await visitor.view();
      return (state === 'queued' && place !== null) || undefined;
    });
  }

  /** As staff see it; the routing of it, in order. */
  async history(visitor: VisitorClient): Promise<readonly ConversationEvent[]> {
    return this.sue.events(visitor.conversationId);
  }

  /** Everything that is open is closed, whoever has it, waits for it or is asked. */
  async clear(): Promise<void> {
    await found('an empty house', async () => {
      for (const { conversationId } of await this.sue.inbox('all'))
        await this.sue.close(conversationId).catch(() => undefined);
      const { waiting, agents } = await this.sue.board();
      return (waiting === 0 && agents.every(({ load }) => load === 0)) || undefined;
    });
  }
}

export const deskOf = (agent: StaffClient): Promise<Desk> => agent.api.get('/v1/queue/desk');

export const answerOffer = (
  agent: StaffClient,
  { conversationId, offerId }: Pick<DeskOffer, 'conversationId' | 'offerId'>,
  word: 'accept' | 'reject',
): Promise<CommandAnswer> => agent.api.post(`/v1/conversations/${conversationId}/offer/${word}`, { offerId });

export const assign = (
  who: StaffClient,
  { conversationId }: Pick<ConversationView, 'conversationId'>,
  to: { readonly agentId: string } | { readonly groupId: string },
): Promise<CommandAnswer> => who.api.post(`/v1/conversations/${conversationId}/assign`, to);

/** What a command came to, as a word: its outcome, or the code of the refusal. */
export const wordOf = (asked: Promise<CommandAnswer | { readonly outcome?: string }>): Promise<string> =>
  asked.then(
    ({ outcome }) => outcome ?? 'done',
    (problem: ApiProblem) => problem.code ?? String(problem.status),
  );

export async function found<T>(
  what: string,
  look: () => Promise<T | undefined>,
  withinMs = 10_000,
  everyMs = LOOK_EVERY_MS,
): Promise<T> {
  for (const end = Date.now() + withinMs; ; await new Promise((done) => setTimeout(done, everyMs))) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`${what} did not come about within ${withinMs / 1000} s`);
  }
}
