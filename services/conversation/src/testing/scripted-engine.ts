// An engine that decides in each workspace what its chapter says: it takes requests in as the real one does, in order.
import { partitionOf } from '@frontdesk/journal';
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

  /** Reads what the service tells routing, until it is told to stop; resumes where it was. */
  follow({ journal }: ServicePorts, decided: Write): () => void {
    let tail = Promise.resolve();
    const work = async (): Promise<void> => {
      for (const { lane, seq, type, workspace, body } of await journal.readMany(TOPIC, this.read, 1_000)) {
        this.read.set(lane.partition, seq);
        if (type !== 'conversation_requested') continue;
        const { conversationId, visitorId } = JSON.parse(body) as { conversationId: string; visitorId: string };
        const event = this.answers.get(workspace)?.(conversationId, visitorId) ?? null;
        const data = { input: { type: 'conversation_requested', data: { conversationId } }, events: [event] };
        if (event !== null) await decided(workspace, data);
      }
    };
    return journal.onAppend(TOPIC, () => void (tail = tail.then(work)));
  }
}
