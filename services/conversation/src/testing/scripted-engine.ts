// An engine that decides in each workspace what its chapter says: it takes requests in as the real one does, in order.
import { partitionOf, type StoredRecord } from '@frontdesk/journal';
import type { ServicePorts } from '@frontdesk/nest';
import type { Deciding } from './decisions.js';

type Write = (workspace: string, data: unknown) => Promise<void>;

const TOPIC = 'assignment.inputs';

export class ScriptedEngine {
  private readonly answers = new Map<string, Deciding>();
  /** How far it has read, by partition. */
  private readonly read = new Map<number, number>();

  /** From now on it decides about who asks in this workspace; null: nothing yet. */
  serve(workspace: string, answer: Deciding): void {
    this.answers.set(workspace, answer);
    this.read.set(partitionOf(workspace), this.read.get(partitionOf(workspace)) ?? 0);
  }

  /**
   * Reads what the service tells routing; resumes where it was. What fails is one request's, and no other's.
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

  private async decide({ type, workspace, body }: StoredRecord, decided: Write): Promise<void> {
    if (type !== 'conversation_requested') return;
    const { conversationId, visitorId } = JSON.parse(body) as { conversationId: string; visitorId: string };
    const event = this.answers.get(workspace)?.(conversationId, visitorId) ?? null;
    const data = { input: { type: 'conversation_requested', data: { conversationId } }, events: [event] };
    if (event !== null) await decided(workspace, data);
  }
}
