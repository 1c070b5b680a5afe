// Where a service's consumers stand at Kafka. Taken away, they begin at the first record again; what they know already by
// their own positions they pass over.
import { openKafka } from '@frontdesk/bus-kafka';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, EXIT } from '../terminal/exit.js';

/** A replica that was killed is a member until its session has run out. */
const EMPTY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 500;

/** The groups of `<service>.<topic>`; those of a single replica stay. */
export async function forgetGroups(brokers: readonly string[], service: string): Promise<readonly string[]> {
  const admin = openKafka({ brokers, clientId: 'frontdesk-cli' }).admin();
  try {
    await admin.connect();
    const { groups } = await admin.listGroups();
    const ours = groups.map(({ groupId }) => groupId).filter((id) => id.startsWith(`${service}.`));
    for (const end = Date.now() + EMPTY_WITHIN_MS; ours.length > 0; await sleep(LOOK_EVERY_MS)) {
      const { groups: seen } = await admin.describeGroups(ours);
      if (seen.every(({ members }) => members.length === 0)) break;
      if (Date.now() > end)
        throw new CliError(EXIT.failed, `${service} still reads from Kafka: stop all its replicas first.`);
    }
    if (ours.length > 0) await admin.deleteGroups(ours);
    return ours;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
