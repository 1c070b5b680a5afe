// Lives a made-up day on real journals: every service writes its input, the engine's worker decides it.
import { LaneWorker } from '@frontdesk/engine';
import type { Journal, NewRecord, StoredRecord } from '@frontdesk/journal';
import { routingCore, type Routing, type RoutingEvent, type RoutingInput } from '@frontdesk/routing';
import { ENGINE } from '../database/log-source.js';
import { laneOfWorkspace } from '../state/state-at.js';
import { CountingIds, ManualClock } from './manual-clock.js';
import type { Moment } from './seeded-day.js';

export const WORKSPACE = 'demo';

/** Services of a reception; each needs a journal. */
export const SERVICES = ['settings', 'presence', 'conversation', 'submission', ENGINE] as const;

type Journals = ReadonlyMap<string, Journal<never>>;

/** Every input is durable before it is decided, and decided before the next one comes. */
export async function liveADay(journals: Journals, moments: readonly Moment[]): Promise<void> {
  const clock = new ManualClock();
  const ids = new CountingIds();
  await clock.advance(moments[0]?.at ?? 0, () => Promise.resolve());
  const worker = new LaneWorker<Routing, RoutingInput, RoutingEvent>({
    core: routingCore,
    journal: journalOf(journals, ENGINE),
    lane: laneOfWorkspace(WORKSPACE),
    consumer: 'engine',
    owner: 'a-day',
    clock,
    ids,
    alarm: (message, detail) => {
      throw new Error(message, { cause: detail });
    },
    sealEvery: 25,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  await worker.start();
  for (const moment of moments) {
    await clock.advance(moment.at, () => worker.read(() => null));
    for (const record of await putIn(journalOf(journals, moment.service), moment, ids)) {
      if (record.lane.topic === 'assignment.inputs') await worker.take(record.lane, [record]);
    }
  }
  await worker.stop();
}

/** As the services do: their own fact and the input in one append. */
async function putIn(journal: Journal<never>, moment: Moment, ids: CountingIds): Promise<readonly StoredRecord[]> {
  const { at, input, service } = moment;
  const meta = { actor: service, correlationId: ids.next(), causationId: null };
  const own: Pick<NewRecord, 'at' | 'meta' | 'workspace'> = { at, meta, workspace: WORKSPACE };
  const records: NewRecord[] = [
    {
      ...own,
      id: ids.next(),
      topic: 'assignment.inputs',
      key: WORKSPACE,
      type: input.type,
      stream: null,
      data: input.data,
    },
  ];
  if (input.type === 'conversation_requested') {
    const { conversationId: stream } = input.data;
    const type = 'conversation.requested';
    records.unshift({
      ...own,
      id: ids.next(),
      topic: 'conversation.events',
      key: stream,
      type,
      stream,
      data: input.data,
    });
  }
  const answer = await journal.append({ records });
  if (answer.outcome !== 'appended') throw new Error(`a day's input was not appended: ${answer.outcome}`);
  return answer.records;
}

function journalOf(journals: Journals, service: string): Journal<never> {
  const journal = journals.get(service);
  if (journal === undefined) throw new Error(`no journal of ${service}`);
  return journal;
}
