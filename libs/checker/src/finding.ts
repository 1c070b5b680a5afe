// What the checker has to say: which law was broken, where in the log, and about whom.

export type Law =
  /** The line is no record, or its body is no event of its type. */
  | 'readable'
  /** A lane counts 1, 2, 3 … */
  | 'sequence'
  /** Each decision's hash continues its predecessor's. */
  | 'chain'
  /** A stream counts 1, 2, 3 … */
  | 'stream_version'
  /** An input is decided once, in its order, and as it stands in its own lane. */
  | 'input'
  /** Load never exceeds the limit at an assignment. */
  | 'capacity'
  /** A conversation has at most one owner. */
  | 'owner'
  /** Only who is online is given a conversation. */
  | 'online'
  /** An arrival has one outcome, and nothing follows a terminal one. */
  | 'outcome'
  /** Every arrival is decided. */
  | 'arrival'
  /** Arrivals are the sum of the outcomes. */
  | 'conservation'
  /** What is over holds no place and no slot. */
  | 'orphan'
  /** Nobody live waits for an agent who could take them. */
  | 'unserved'
  /** A freed slot goes to the first of those who are live. */
  | 'order'
  /** Whoever is given one by the method has the skills, and did not have it before. */
  | 'eligible'
  /** An offer to an agent ends exactly once, for the one it was made to. */
  | 'offer'
  /** After a close the slot is held once, and given back once. */
  | 'wrap_up'
  /** Nobody is overtaken by later arrivals more often than the group allows. */
  | 'overtakes'
  /** Only along the group's chain, and not back to where it came from. */
  | 'overflow'
  /** In the asynchronous mode there is no queue and no submission, in the real-time one no pool. */
  | 'mode'
  /** The place told is the place held. */
  | 'place'
  /** conversation.events says what was decided. */
  | 'agreement'
  /** A message is said once, and nothing but a carried one follows the end. */
  | 'message'
  /** A submission goes one way only. */
  | 'submission';

export interface Finding {
  readonly law: Law;
  /** `service/topic/partition/seq`; `end` for what only the whole log shows. */
  readonly where: string;
  readonly conversationId?: string;
  readonly text: string;
}

/** A broken log may break its laws in every line: enough is kept to act on, the rest is counted. */
const MOST = 1_000;

export class Findings {
  readonly list: Finding[] = [];
  /** How many more there were. */
  more = 0;

  add(law: Law, where: string, text: string, conversationId?: string): void {
    if (this.list.length >= MOST) this.more++;
    else this.list.push({ law, where, ...(conversationId === undefined ? {} : { conversationId }), text });
  }
}
