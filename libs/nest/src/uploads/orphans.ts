// Removes the files that nothing refers to, when their time has come. The times stand in rows: whoever starts finds what
// was missed, and a row that one process has locked is passed over by the others.
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { PORTS, type ServicePorts } from '../ports.js';

const AT_ONCE = 50;
/** After a removal that failed. */
const AGAIN_MS = 60_000;

@Injectable()
export class Orphans implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private armedFor = Number.POSITIVE_INFINITY;
  private cancel: () => void = () => undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  onApplicationBootstrap(): void {
    void this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.looking;
  }

  /** There is one that is due then. */
  expect(dueAt: Date): void {
    const at = dueAt.getTime();
    if (this.stopped || at >= this.armedFor) return;
    this.cancel();
    this.armedFor = at;
    this.cancel = this.ports.clock.at(at, () => void this.look());
  }

  /** Everything that is due by now; then waits for the next. One look at a time. */
  look(): Promise<void> {
    this.looking = this.looking.then(async () => {
      if (this.stopped) return;
      this.cancel();
      this.armedFor = Number.POSITIVE_INFINITY;
      try {
        while ((await this.removeDue()) === AT_ONCE);
        const next = await this.nextDue();
        if (next !== null) this.expect(next);
      } catch (error) {
        this.ports.alarm('files that are due could not be removed; they are tried again', { error });
        this.expect(new Date(this.ports.clock.now() + AGAIN_MS));
      }
    });
    return this.looking;
  }

  /** The bytes go first: a row that is left names what is still to be removed, bytes without a row nobody would find. */
  private removeDue(): Promise<number> {
    const now = new Date(this.ports.clock.now());
    return this.ports.db.transaction(async (tx) => {
      const due = await tx.query<{ readonly file_id: string }[]>(
        'SELECT file_id FROM stored_file WHERE due_at <= $1 ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED',
        [now, AT_ONCE],
      );
      for (const { file_id } of due) await this.ports.files.remove(file_id);
      await tx.query('DELETE FROM stored_file WHERE file_id = ANY($1)', [due.map(({ file_id }) => file_id)]);
      return due.length;
    });
  }

  private async nextDue(): Promise<Date | null> {
    const [found] = await this.ports.db.query<{ readonly at: Date | null }[]>(
      'SELECT min(due_at) AS at FROM stored_file WHERE due_at IS NOT NULL',
    );
    return found?.at ?? null;
  }
}
