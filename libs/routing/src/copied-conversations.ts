// The open conversations as they stood when they were copied: a column for each member of a row, and the rows only when
// they are asked for. A row for each of 100,000 at once would stop the lane for longer than its visitors should wait, most
// of it to collect the garbage; columns are a few large arrays.
import { Elements } from '@frontdesk/kernel';
import type { Conversation, Held, Waiting } from './conversations.js';
import type { Timer } from './deadlines.js';
import { heldMore, rowOf, waitingMore, type Row } from './snapshot-rows.js';

const WAITING = 1;
const WAITING_LOST = 2;
const HELD = 3;
/** Seldom, and copied as the row that it is. */
const WHOLE = 4;

/** Of one conversation, in the columns of text and of numbers. */
const TEXTS = 4;
const NUMBERS = 6;
/** There is no timer. */
const NEVER = Number.NaN;

export class CopiedConversations extends Elements {
  readonly length: number;
  private readonly kinds: Uint8Array;
  private readonly texts: (string | null)[];
  private readonly numbers: Float64Array;
  /** What stands at the end of some rows, and the rows that are copied whole. */
  private readonly more = new Map<number, object>();

  constructor(conversations: ReadonlyMap<string, Conversation>) {
    super();
    this.length = conversations.size;
    this.kinds = new Uint8Array(this.length);
    this.texts = new Array<string | null>(this.length * TEXTS);
    this.numbers = new Float64Array(this.length * NUMBERS);
    let index = 0;
    for (const conversation of conversations.values()) this.copy(index++, conversation);
  }

  slice(from: number, to: number): readonly Row[] {
    const rows: Row[] = [];
    for (let index = from; index < Math.min(to, this.length); index++) rows.push(this.rowAt(index));
    return rows;
  }

  private copy(index: number, c: Conversation): void {
    if (c.state === 'waiting') return this.copyWaiting(index, c);
    if (c.state === 'assigned') return this.copyHeld(index, c);
    this.kinds[index] = WHOLE;
    this.more.set(index, rowOf(c));
  }

  private copyWaiting(index: number, c: Waiting): void {
    const { texts, numbers } = this;
    const text = index * TEXTS;
    texts[text] = c.conversationId;
    texts[text + 1] = c.visitorId;
    texts[text + 2] = c.groupId;
    texts[text + 3] = c.ruleId;
    const number = index * NUMBERS;
    numbers[number] = c.arrivedAt;
    numbers[number + 1] = c.abandonAfterMs;
    numbers[number + 2] = deadlineOf(c.abandon);
    numbers[number + 3] = c.priority;
    numbers[number + 4] = c.seq;
    numbers[number + 5] = deadlineOf(c.timeout);
    this.kinds[index] = c.live ? WAITING : WAITING_LOST;
    this.keep(index, waitingMore(c));
  }

  private copyHeld(index: number, c: Held): void {
    const { texts } = this;
    const text = index * TEXTS;
    texts[text] = c.conversationId;
    texts[text + 1] = c.visitorId;
    texts[text + 2] = c.groupId;
    texts[text + 3] = c.agentId;
    this.numbers[index * NUMBERS] = c.arrivedAt;
    this.kinds[index] = HELD;
    this.keep(index, heldMore(c));
  }

  private keep(index: number, more: object | null): void {
    if (more !== null) this.more.set(index, more);
  }

  /** As `rowOf` would have made it. */
  private rowAt(index: number): Row {
    const kind = this.kinds[index];
    const more = this.more.get(index);
    if (kind === WHOLE) return more as Row;
    const row = kind === HELD ? this.heldAt(index) : this.waitingAt(index, kind === WAITING);
    if (more !== undefined) row.push(more);
    return row as unknown as Row;
  }

  private heldAt(index: number): unknown[] {
    const { texts, numbers } = this;
    const text = index * TEXTS;
    return ['a', texts[text], texts[text + 1], texts[text + 2], numbers[index * NUMBERS], texts[text + 3]];
  }

  private waitingAt(index: number, live: boolean): unknown[] {
    const { texts, numbers } = this;
    const text = index * TEXTS;
    const number = index * NUMBERS;
    return [
      ...['w', texts[text], texts[text + 1], texts[text + 2], numbers[number]],
      ...[live, numbers[number + 1], orNull(numbers[number + 2])],
      ...[numbers[number + 3], numbers[number + 4], texts[text + 3], orNull(numbers[number + 5])],
    ];
  }
}

/** Rows that are there already, and are brought into order when the first of them are asked for. */
export class SortedLater<Row> extends Elements {
  private isSorted = false;

  constructor(
    private readonly rows: Row[],
    private readonly order: (a: Row, b: Row) => number,
  ) {
    super();
  }

  get length(): number {
    return this.rows.length;
  }

  slice(from: number, to: number): readonly Row[] {
    if (!this.isSorted) this.rows.sort(this.order);
    this.isSorted = true;
    return this.rows.slice(from, to);
  }
}

function deadlineOf(timer: Timer | null): number {
  return timer === null ? NEVER : timer.deadline;
}

function orNull(deadline = NEVER): number | null {
  return Number.isNaN(deadline) ? null : deadline;
}
