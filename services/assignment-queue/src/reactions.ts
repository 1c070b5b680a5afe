// What this service keeps of the events: an index of decisions per conversation, names, and answers to those who wait
// for what another replica has decided (what is decided here is answered at its commit, engine.ts).
import type { Decided } from '@frontdesk/engine';
import type { StoredRecord } from '@frontdesk/journal';
import { OnEvent, PORTS, RecordContext, type Queryable, type ServicePorts } from '@frontdesk/nest';
import type { RoutingEvent, RoutingInput } from '@frontdesk/routing';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Engine } from './engine.js';
import { TRANSFER_APPROVAL } from './names.js';
import { keepStays } from './stays.js';

/** The consumer of these handlers. */
export const SERVICE = 'assignment-queue';

interface Saved {
  readonly kind: string;
  readonly id: string | null;
  readonly document: { readonly name?: string; readonly transfer?: { readonly approval: string } };
}

/** Names, and among them the one word of the settings that handing over hangs on. */
function rowOf(workspace: string, { kind, id, document }: Saved): readonly string[] | null {
  if (kind === 'conversation') return [workspace, TRANSFER_APPROVAL, '', document.transfer?.approval ?? 'none'];
  return id === null || (kind !== 'agents' && kind !== 'groups') ? null : [workspace, kind, id, document.name ?? id];
}

@Controller()
export class Reactions {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Engine) private readonly engine: Engine,
  ) {}

  @OnEvent(SERVICE, 'assignment.decided')
  async onDecided(
    @Payload() decided: Decided<RoutingInput, RoutingEvent>,
    @Ctx() context: RecordContext,
  ): Promise<void> {
    const { record, position } = context;
    const about = decided.events.filter((event) => 'conversationId' in event.data);
    if (about.length > 0) {
      await this.ports.journal.append({ records: [], positions: [position], rows: (tx) => index(tx, record, about) });
    }
    this.engine.decided(decided);
  }

  @OnEvent(SERVICE, 'settings.document_saved')
  async onSaved(@Payload() { kind, id, document }: Saved, @Ctx() { record, position }: RecordContext): Promise<void> {
    const row = rowOf(record.workspace, { kind, id, document });
    if (row === null) return;
    await this.ports.journal.append({
      records: [],
      positions: [position],
      rows: async (tx) => {
        await tx.query(
          `INSERT INTO name (workspace, kind, id, name) VALUES ($1, $2, $3, $4)
           ON CONFLICT (workspace, kind, id) DO UPDATE SET name = excluded.name`,
          row,
        );
      },
    });
  }
}

async function index(tx: Queryable, record: StoredRecord, events: readonly RoutingEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    type: event.type,
    id: (event.data as { conversationId: string }).conversationId,
  }));
  await tx.query(
    `INSERT INTO decision (workspace, conversation_id, seq, type, at)
     SELECT $1, id, $2, type, $3 FROM unnest($4::text[], $5::text[]) AS event(id, type) ON CONFLICT DO NOTHING`,
    [record.workspace, record.seq, new Date(record.at), rows.map((row) => row.id), rows.map((row) => row.type)],
  );
  await keepStays(tx, record.workspace, new Date(record.at), events);
}
