// Keeps the newest version of the documents that say what is asked for, who is told and who answers.
import { OnEvent, PORTS, RecordContext, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

interface DocumentRemoved {
  readonly kind: string;
  readonly id: string | null;
  readonly version: number;
}

interface DocumentSaved extends DocumentRemoved {
  readonly document: unknown;
}

const KINDS: readonly string[] = ['agents', 'groups', 'submission', 'submission-templates', 'mode', 'rating'];

@Controller()
export class SettingsReaction {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  @OnEvent('submission', 'settings.document_saved')
  async onSaved(@Payload() saved: DocumentSaved, @Ctx() context: RecordContext): Promise<void> {
    const { kind, id, version, document } = saved;
    await this.keep(kind, context, async (tx) => {
      await tx.query(
        `INSERT INTO setting (workspace, kind, id, version, document) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (workspace, kind, id)
         DO UPDATE SET version = excluded.version, document = excluded.document, removed = false`,
        [context.record.workspace, kind, id ?? '', version, JSON.stringify(document)],
      );
    });
  }

  @OnEvent('submission', 'settings.document_removed')
  async onRemoved(@Payload() { kind, id, version }: DocumentRemoved, @Ctx() context: RecordContext): Promise<void> {
    await this.keep(kind, context, async (tx) => {
      await tx.query('UPDATE setting SET removed = true, version = $4 WHERE workspace = $1 AND kind = $2 AND id = $3', [
        ...[context.record.workspace, kind, id ?? '', version],
      ]);
    });
  }

  private async keep(kind: string, { position }: RecordContext, rows: (tx: Queryable) => Promise<void>): Promise<void> {
    if (!KINDS.includes(kind)) return;
    await this.ports.journal.append({ records: [], positions: [position], rows });
  }
}
