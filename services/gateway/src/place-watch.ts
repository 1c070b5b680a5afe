// One visitor's place on one socket: told when it changes, then at most once per pause, the last value always; and now and
// then, while nothing changes, the words that reassure.
import type { EnginePlace, PlaceWorsened, QueuePlace } from '@frontdesk/contracts';
import type { ServicePorts } from '@frontdesk/nest';
import { Coalesced } from './coalesce.js';

/** Everybody of the group from this position on moved back by one, and why. */
export interface Worsening {
  readonly groupId: string;
  readonly fromPosition: number;
  readonly cause: PlaceWorsened;
}

/** Whoever is next hears of the same decision as their assignment, and then has no place to ask for. */
const GATHER_MS = 25;

export interface PlaceWatchOptions {
  readonly workspace: string;
  readonly conversationId: string;
  readonly ports: Pick<ServicePorts, 'clock' | 'peers' | 'tuning'>;
  readonly send: (place: QueuePlace) => void;
  /** It waits no more. */
  readonly gone: () => void;
}

export class PlaceWatch {
  private readonly look: Coalesced;
  private last: EnginePlace | null = null;
  private told = '';
  /** Why it got worse since the visitor was last told. */
  private cause: PlaceWorsened | null = null;
  private isAwaited = false;
  private reassure: () => void = () => undefined;
  private over = false;

  constructor(private readonly options: PlaceWatchOptions) {
    const { clock, tuning } = options.ports;
    this.look = new Coalesced(clock, tuning.positionEveryMs, () => this.again(), GATHER_MS);
    // The place as it is now is no change yet: the first change still comes without a pause.
    this.tell().catch(() => this.look.call());
  }

  /** Something in the queue moved. */
  moved(worsenings: readonly Worsening[]): void {
    const { last } = this;
    const worse = worsenings.find((one) => one.groupId === last?.groupId && one.fromPosition <= last.position);
    if (worse) this.cause = worse.cause;
    this.look.call();
  }

  cancel(): void {
    this.over = true;
    this.look.cancel();
    this.reassure();
  }

  private again(): void {
    this.tell().catch(() => this.over || this.look.call());
  }

  private async tell(): Promise<void> {
    const { workspace, conversationId, send, gone } = this.options;
    const { queue, conversation } = this.options.ports.peers;
    const place = await queue?.place(workspace, conversationId);
    if (this.over) return;
    if (!place) return gone();
    const moment = this.last === null ? 'entry' : 'change';
    const worded = await conversation?.queuePlace(workspace, conversationId, place, moment);
    if (this.over || !worded) return;
    const { cause, last } = this;
    const isWorse = last !== null && place.position > last.position;
    // The engine is asked, the decisions come over the bus: the one that says why may be behind. Looked at once more.
    if (isWorse && cause === null && !this.isAwaited) {
      this.isAwaited = true;
      this.look.call();
      return;
    }
    const told = JSON.stringify([worded.position, worded.ahead, worded.message, worded.warning?.timeoutAt ?? null]);
    this.last = place;
    this.cause = null;
    this.isAwaited = false;
    if (told === this.told) return;
    this.told = told;
    send({ ...worded, worsened: isWorse ? cause : null });
    this.reassureLater(worded);
  }

  private reassureLater(place: QueuePlace): void {
    this.reassure();
    const { reassurance } = place;
    if (!reassurance || reassurance.text === '') return;
    const { clock } = this.options.ports;
    this.reassure = clock.at(clock.now() + reassurance.everyMs, () => {
      this.options.send({ ...place, message: reassurance.text, worsened: null });
      this.reassureLater(place);
    });
  }
}
