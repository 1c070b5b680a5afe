// What somebody does in the world, and how its service writes it down.
import type { AggregateHandler } from '@frontdesk/engine';
import type { Journal, MemoryTx, NewRecord, RecordMeta } from '@frontdesk/journal';
import type { Rejected } from '@frontdesk/kernel';
import type { RoutingInput } from '@frontdesk/routing';
import type { Life } from './life.js';
import { INPUTS, type Writer } from './stage.js';
import { inputFrom, type Talk, type TalkCommand, type TalkFact } from './talk.js';

export type Deed =
  | { readonly by: Exclude<Writer, 'conversation'>; readonly workspace: string; readonly input: RoutingInput }
  | { readonly by: 'conversation'; readonly workspace: string; readonly command: TalkCommand };

export type TalkHandler = AggregateHandler<MemoryTx, Talk, TalkCommand, TalkFact, Rejected>;

export interface Desk {
  readonly life: Life;
  readonly journal: Journal<MemoryTx>;
  readonly talks: TalkHandler;
}

/** @throws Unavailable, OutcomeUnknown: done again, it is done once (conversations) or changes nothing more (facts) */
export async function carryOut(deed: Deed, desk: Desk): Promise<void> {
  const { life, journal, talks } = desk;
  const { workspace } = deed;
  const meta: RecordMeta = { actor: deed.by, correlationId: life.ids.next(), causationId: null };
  const at = life.clock.now();
  const input = (said: { readonly type: string; readonly data: unknown }): NewRecord => ({
    ...{ id: life.ids.next(), topic: INPUTS, key: workspace, workspace, type: said.type },
    ...{ stream: null, at, meta, data: said.data },
  });
  if (deed.by !== 'conversation') {
    await journal.append({ records: [input(deed.input)] });
    return;
  }
  const { command } = deed;
  const stream = command.data.conversationId;
  const also = (facts: readonly TalkFact[]): readonly NewRecord[] => facts.map((fact) => input(inputFrom(fact)));
  await talks.handle({ workspace, stream, key: stream, command, at, meta, also });
}
