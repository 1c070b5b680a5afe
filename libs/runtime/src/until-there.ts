// A missing dependency is a message and a retry: services may start in any order.
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 1_000;
const SAY_EVERY = 5;

/**
 * Tries until it works. What is waited for is said at the first failure, and every few seconds again.
 * @param mayCome whether waiting can help after such a failure; default: after any
 */
export async function untilThere<T>(
  what: string,
  attempt: () => Promise<T>,
  say: (message: string) => void,
  mayCome: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayCome(error)) throw error;
      const reason = error instanceof Error ? error.message || error.name : String(error);
      if (failures % SAY_EVERY === 0) say(`waiting for ${what}: ${reason}`);
      await sleep(RETRY_MS);
    }
  }
}
