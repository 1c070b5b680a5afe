// What was put in against what was decided: each input once, in its order, word for word; no request passed over.
import { canonicalText } from './canonical-text.js';
import { textOf, type Decision } from './decision.js';
import type { Findings } from './finding.js';
import { isPlain, laneOf, whereOf, type LogRecord } from './log-record.js';
import { Recent } from './recent.js';

/** Where an input stands. */
interface Place {
  readonly lane: string;
  readonly seq: number;
}

interface Input {
  readonly text: string;
  readonly where: string;
  readonly workspace: string;
  readonly at: Place;
  /** Only of a request. */
  readonly conversationId: string | null;
  /** Only of a close: the conversation that is over. */
  readonly closes: string | null;
}

interface InputLane {
  /** The last seq a decision has told of; all before it are taken in. */
  taken: number;
  /** First seq in the export; null while it holds none of the lane. */
  first: number | null;
  readonly undecided: Map<number, Input>;
  /** Decided, but the export has not come to the input yet. */
  readonly ahead: Map<number, Pick<Input, 'text' | 'where' | 'workspace'>>;
}

const nameOf = (workspace: string, conversationId: string): string => `${workspace}\u0000${conversationId}`;

export type Known = (workspace: string, conversationId: string) => boolean;

/** Inputs may have expired, then their decisions wait for nothing. */
const AHEAD_KEPT = 100_000;
const BEGUN_KEPT = 100_000;

export class InputLaws {
  private readonly lanes = new Map<string, InputLane>();
  /** Closes that the engine took in and wrote no decision about: right only if it held nothing of the conversation. */
  private readonly unheeded: (Pick<Input, 'workspace' | 'where' | 'at'> & { readonly id: string })[] = [];
  /** The last request of each conversation that was decided: it may have been opened again by it. */
  private readonly begun = new Recent<Place>(BEGUN_KEPT);

  constructor(
    private readonly findings: Findings,
    private readonly known: Known,
  ) {}

  /** A record of assignment.inputs. */
  see(record: LogRecord): void {
    const lane = this.lane(laneOf(record));
    lane.first ??= record.seq;
    const input = inputOf(record);
    const decided = lane.ahead.get(record.seq);
    if (decided !== undefined) {
      lane.ahead.delete(record.seq);
      this.compare(input.text, decided.text, decided.where);
    } else if (record.seq > lane.taken) lane.undecided.set(record.seq, input);
    else this.checkPassedOver(input);
  }

  decided({ input, source }: Decision, workspace: string, where: string): void {
    if (source === null) return;
    const lane = this.lane(source.lane);
    const text = `${input.type} ${canonicalText(input.data)}`;
    if (source.seq <= lane.taken) {
      const about = textOf(input.data, 'conversationId') || undefined;
      this.findings.add('input', where, `${source.lane}/${source.seq} was taken in before`, about);
      return;
    }
    lane.taken = source.seq;
    if (input.type === 'conversation_requested') {
      const id = textOf(input.data, 'conversationId');
      this.begun.set(nameOf(workspace, id), { lane: source.lane, seq: source.seq });
    }
    for (const [seq, passed] of lane.undecided) {
      if (seq > source.seq) break;
      lane.undecided.delete(seq);
      if (seq === source.seq) return this.compare(passed.text, text, where);
      this.checkPassedOver(passed);
    }
    // An input that is not exported, or comes later in the export.
    if (lane.ahead.size < AHEAD_KEPT) lane.ahead.set(source.seq, { text, where, workspace });
  }

  /** Requests that the engine had not come to: the tail of the export. */
  *tail(): IterableIterator<{ readonly workspace: string; readonly conversationId: string }> {
    for (const { undecided } of this.lanes.values()) {
      for (const { workspace, conversationId } of undecided.values())
        if (conversationId !== null) yield { workspace, conversationId };
    }
  }

  /** @param isOpen whether the engine, at the end of the log, still holds a place or a slot for the conversation */
  end(isOpen: Known): void {
    for (const { workspace, id, where, at } of this.unheeded) {
      const begun = this.begun.get(nameOf(workspace, id));
      const again = begun !== undefined && begun.lane === at.lane && begun.seq > at.seq;
      if (!again && isOpen(workspace, id))
        this.findings.add('orphan', where, 'was closed, and the engine holds its place or slot to this day', id);
    }
    for (const [name, { first, ahead }] of this.lanes) {
      if (first === null) continue;
      for (const [seq, { where }] of ahead)
        if (seq >= first) this.findings.add('input', where, `decides ${name}/${seq}, which is not in the log`);
    }
  }

  private compare(input: string, decided: string, where: string): void {
    if (input !== decided) this.findings.add('input', where, 'carries another input than the one that was put in');
  }

  /** An input without effect leaves no decision; a first request always has one. */
  private checkPassedOver({ conversationId, closes, workspace, where, at }: Input): void {
    if (closes !== null) this.unheeded.push({ workspace, id: closes, where, at });
    if (conversationId === null || this.known(workspace, conversationId)) return;
    this.findings.add('arrival', where, 'its request was passed over: there is no decision', conversationId);
  }

  private lane(name: string): InputLane {
    let lane = this.lanes.get(name);
    if (lane === undefined) {
      lane = { taken: 0, first: null, undecided: new Map(), ahead: new Map() };
      this.lanes.set(name, lane);
    }
    return lane;
  }
}

function inputOf(record: LogRecord): Input {
  const data = JSON.parse(record.body) as unknown;
  const about = (type: string) => (record.type === type && isPlain(data) ? textOf(data, 'conversationId') : null);
  const text = `${record.type} ${canonicalText(data)}`;
  return {
    ...{ text, where: whereOf(record), workspace: record.workspace },
    at: { lane: laneOf(record), seq: record.seq },
    ...{ conversationId: about('conversation_requested'), closes: about('conversation_closed') },
  };
}
