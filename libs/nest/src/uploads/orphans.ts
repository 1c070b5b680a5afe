// Removes the files that nothing refers to, when their time has come. The times stand in rows: whoever starts finds what
// was missed, and a row that one process has locked is passed over by the others.
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { PORTS, type ServicePorts } from '../ports.js';
import { Sleeper } from '../sleeper.js';

const AT_ONCE = 50;
/** After a removal that failed. */
const AGAIN_MS = 60_000;

@Injectable()
export class Orphans implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sleeper: Sleeper;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    this.sleeper = new Sleeper(ports.clock, {
      look: (now) => this.look(now),
      trouble: (error) => ports.alarm('files that are due could not be removed; they are tried again', { error }),
      afterTroubleMs: AGAIN_MS,
    });
  }

  onApplicationBootstrap(): void {
    this.sleeper.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sleeper.stop();
  }

  /** There is one that is due then. */
  expect(dueAt: Date): void {
    this.sleeper.wakeBy(dueAt.getTime());
  }

  private async look(now: number): Promise<number | null> {
    while ((await this.removeDue(new Date(now))) === AT_ONCE);
    return (await this.nextDue())?.getTime() ?? null;
  }

  /** The bytes go first: a row that is left names what is still to be removed, bytes without a row nobody would find. */
  private removeDue(now: Date): Promise<number> {
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
