// An engine that says at each desk what becomes of a place in the queue whose visitor leaves a message instead.
import type { RoutingEvent } from '@frontdesk/contracts';
import { partitionOf, type StoredRecord } from '@frontdesk/journal';
import type { ServicePorts } from '@frontdesk/nest';

/** A conversation whose place is to become a submission. */
export interface Asked {
  readonly conversationId: string;
  readonly submissionId: string;
}

/** null: nothing yet. */
export type Deciding = (asked: Asked) => RoutingEvent | null;

type Write = (workspace: string, data: unknown) => Promise<void>;

const TOPIC = 'assignment.inputs';

export class ScriptedEngine {
  private readonly answers = new Map<string, Deciding>();
  /** How far it has read, by partition. */
  private readonly read = new Map<number, number>();

  serve(workspace: string, answer: Deciding): void {
    this.answers.set(workspace, answer);
    this.read.set(partitionOf(workspace), this.read.get(partitionOf(workspace)) ?? 0);
  }

  /**
   * Reads what the service tells routing, in order. What fails is one request's, and no other's.
   * @returns reads no more, waits for what is under way, and says what has failed first
   */
  follow({ journal }: ServicePorts, decided: Write): () => Promise<void> {
    let tail = Promise.resolve();
    const errors: unknown[] = [];
    const missed = (error: unknown): void => void errors.push(error);
    const work = async (): Promise<void> => {
      for (const record of await journal.readMany(TOPIC, this.read, 1_000)) {
        this.read.set(record.lane.partition, record.seq);
        await this.decide(record, decided).catch(missed);
      }
    };
    const forget = journal.onAppend(TOPIC, () => void (tail = tail.then(work).catch(missed)));
    return async () => {
      forget();
      await tail;
      if (errors.length > 0) throw errors[0];
    };
  }

  private async decide({ workspace, body }: StoredRecord, decided: Write): Promise<void> {
    const event = this.answers.get(workspace)?.(JSON.parse(body) as Asked) ?? null;
    if (event !== null) await decided(workspace, decisionOf(event));
  }
}

export const decisionOf = (event: RoutingEvent) => ({ input: { type: 'tick', data: {} }, events: [event] });
