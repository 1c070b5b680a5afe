// What the chapters about staff share: Ana with one slot, and what they look at again and again.
import type { ConversationEvent, ConversationView } from '@frontdesk/contracts';
import { found, RoutedHouse } from '../../harness/routed-house.js';
import { runtimeWanted } from '../../harness/runtimes.js';
import { StaffClient } from '../../harness/staff-client.js';
import type { VisitorClient } from '../../harness/visitor-client.js';

export interface Staffed {
  readonly house: RoutedHouse;
  readonly ana: StaffClient;
  readonly ben: StaffClient;
}

export async function openStaffed(): Promise<Staffed> {
  const house = await RoutedHouse.open(runtimeWanted());
  for (const agentId of ['ana', 'ben']) await house.limit(agentId, 1);
  const { url } = house.product;
  return { house, ana: await StaffClient.atWork(url, 'ana'), ben: await StaffClient.atWork(url, 'ben', 'busy') };
}

/** Whatever a test left behind, the next begins with Ana alone and free. */
export async function anaAlone({ house, ana, ben }: Staffed): Promise<void> {
  await house.clear();
  await house.sue.status('offline');
  await ben.status('busy');
  await ana.status('online');
  await house.says({ ana: 'online', ben: 'busy', sue: 'offline' });
}

/** How often a race is run. */
export const ROUNDS = 4;

/** A decision reaches the conversation a moment after its answer. */
export const becomes = (visitor: VisitorClient, wanted: Partial<ConversationView>): Promise<true> =>
  found(JSON.stringify(wanted), async () => {
    const view = await visitor.view();
    return Object.entries(wanted).every(([name, is]) => view[name as keyof ConversationView] === is) || undefined;
  });

/** One whom Ana has, and one who waits for her slot. */
export async function busyHouse(
  house: RoutedHouse,
): Promise<{ readonly held: VisitorClient; readonly waiting: VisitorClient }> {
  const held = await house.newcomer();
  await house.goesTo(held, 'ana');
  const waiting = await house.newcomer();
  await house.waits(waiting);
  return { held, waiting };
}

export const of = ({ conversationId }: VisitorClient): Pick<ConversationView, 'conversationId'> => ({ conversationId });

export const typesOf = async (house: RoutedHouse, visitor: VisitorClient): Promise<readonly string[]> =>
  (await house.history(visitor)).map(({ type }) => type);

/** The first fact of that type, when it has come. */
export const seen = async <Type extends ConversationEvent['type']>(
  house: RoutedHouse,
  visitor: VisitorClient,
  type: Type,
): Promise<Extract<ConversationEvent, { type: Type }>> =>
  found(
    type,
    async () =>
      (await house.history(visitor)).find((event) => event.type === type) as
        Extract<ConversationEvent, { type: Type }> | undefined,
  );
