// A law that the product broke: the run ends here, and its seed repeats it.

export type Law =
  /** A seed is one history. */
  | 'history'
  /** seq, chain, epoch and instants of a decision lane. */
  | 'lane'
  /** One owner is effective per epoch, and it is the one who took the lane last. */
  | 'owner'
  /** Each input is decided once, in order, as it was put in, and none with an effect is passed over. */
  | 'input'
  /** The same inputs at the recorded instants give the same decisions and the same state. */
  | 'replay'
  /** A snapshot holds what is committed, and nothing else. */
  | 'snapshot'
  /** Load within the limit, one owner per conversation, nobody unserved. */
  | 'reception'
  /** Who asks is told a committed state. */
  | 'read'
  /** A process says that something happened which never may. */
  | 'alarm'
  /** With the faults off, everything comes to its end. */
  | 'liveness'
  /** What the independent checker finds in the export. */
  | 'checker';

export class Violation extends Error {
  override readonly name = 'Violation';
  constructor(
    readonly law: Law,
    text: string,
  ) {
    super(text);
  }
}

export function demand(condition: boolean, law: Law, text: string | (() => string)): asserts condition {
  if (!condition) throw new Violation(law, typeof text === 'string' ? text : text());
}
