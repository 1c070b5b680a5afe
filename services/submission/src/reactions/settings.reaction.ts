// Keeps the newest version of the documents that say what is asked for, who is told and who answers.
import {
  OnEvent,
  PORTS,
  RecordContext,
  removeSetting,
  saveSetting,
  type DocumentRemoved,
  type DocumentSaved,
  type Queryable,
  type ServicePorts,
} from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

const KINDS: readonly string[] = ['agents', 'groups', 'submission', 'submission-templates', 'mode', 'rating'];

@Controller()
export class SettingsReaction {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  @OnEvent('submission', 'settings.document_saved')
  async onSaved(@Payload() saved: DocumentSaved, @Ctx() context: RecordContext): Promise<void> {
    await this.keep(saved, context, (tx) => saveSetting(tx, context.record.workspace, saved));
  }

  @OnEvent('submission', 'settings.document_removed')
  async onRemoved(@Payload() removed: DocumentRemoved, @Ctx() context: RecordContext): Promise<void> {
    await this.keep(removed, context, (tx) => removeSetting(tx, context.record.workspace, removed));
  }

  private async keep(
    { kind }: DocumentRemoved,
    { position }: RecordContext,
    rows: (tx: Queryable) => Promise<void>,
  ): Promise<void> {
    if (!KINDS.includes(kind)) return;
    await this.ports.journal.append({ records: [], positions: [position], rows });
  }
}
