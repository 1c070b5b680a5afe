// What verify found not to be equal, with where to look.

export interface Difference {
  /** `log`: a law that the independent checker found broken. */
  readonly kind: 'sequence' | 'hash' | 'decision' | 'state' | 'rules' | 'log';
  /** `service/topic/partition/seq` */
  readonly where: string;
  readonly conversationId?: string;
  readonly text: string;
  readonly recorded?: unknown;
  readonly redecided?: unknown;
}

/** One fault can make all that follows differ: from here on a lane's differences are counted only. */
const MOST_PER_LANE = 100;

export class Differences {
  readonly list: Difference[] = [];
  more = 0;

  add(difference: Difference): void {
    if (this.list.length >= MOST_PER_LANE) this.more++;
    else this.list.push(difference);
  }
}
