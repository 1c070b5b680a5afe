// GET /v1/explanations/{conversationId}: the recorded decisions about it, and why it still waits. The full table of one
// decision is not recorded: it is made on request, from the state folded to right before it (D6).
import type { Explanation, Principal } from '@frontdesk/contracts';
import { notFound } from '@frontdesk/nest';
import {
  candidateTable,
  evolve,
  poolSentence,
  sentenceOf,
  tableOf,
  versionsOf,
  waitingSentence,
  whyPooled,
  whyWaiting,
  type NameOf,
  type RoutingInput,
} from '@frontdesk/routing';
import { Inject, Injectable } from '@nestjs/common';
import { concerns, decidedBy, DecisionsAbout } from './decisions-about.js';
import { DECISIONS, Engine } from './engine.js';
import { Names } from './names.js';

@Injectable()
export class Explanations {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Names) private readonly names: Names,
    @Inject(DecisionsAbout) private readonly decisions: DecisionsAbout,
  ) {}

  async of({ workspace }: Principal, conversationId: string, tableAt?: string): Promise<Explanation> {
    const records = await this.decisions.records(workspace, conversationId);
    if (records.length === 0) throw notFound('conversation');
    const name = await this.nameOf(workspace);
    const decisions: Explanation['decisions'][number][] = [];
    for (const record of records) {
      const { input, events, ruleVersion } = decidedBy(record);
      const position = `${DECISIONS}/${record.lane.partition}/${record.seq}`;
      const folded = position === tableAt ? await this.engine.before(workspace, record.seq) : null;
      for (const event of events) {
        const table = folded && tableOf(folded, event);
        const versions = folded && versionsOf(folded, event);
        if (folded) evolve(folded, event, record.at);
        if (!concerns(event, conversationId)) continue;
        decisions.push({
          at: new Date(record.at).toISOString(),
          position,
          type: event.type,
          sentence: sentenceOf(event, name),
          record: { cause: input.type, ruleVersion, ...event.data },
          ...(table && { table }),
          ...(versions && { versions: { ...versions, request: requestVersionOf(input) } }),
        });
      }
    }
    return { conversationId, decisions, waiting: await this.waiting(workspace, conversationId, name) };
  }

  private waiting(workspace: string, conversationId: string, name: NameOf): Promise<Explanation['waiting']> {
    return this.engine
      .ask(workspace, (state) => {
        const wait = whyWaiting(state, conversationId) ?? whyPooled(state, conversationId);
        return {
          found: wait && {
            sentence: 'position' in wait ? waitingSentence(wait, name) : poolSentence(wait, name),
            table: candidateTable(state, wait.groupId, conversationId),
          },
        };
      })
      .then(({ found }) => found);
  }

  private async nameOf(workspace: string): Promise<NameOf> {
    const [agents, groups] = await Promise.all([
      this.names.of(workspace, 'agents'),
      this.names.of(workspace, 'groups'),
    ]);
    return { agent: (id) => agents.get(id) ?? id, group: (id) => groups.get(id) ?? id };
  }
}

/** Where a new conversation is sent is settled before the engine hears of it, and told with the request. */
const requestVersionOf = (input: RoutingInput): number | null =>
  input.type === 'conversation_requested' ? input.data.settingsVersion : null;
