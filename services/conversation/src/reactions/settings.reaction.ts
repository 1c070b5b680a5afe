// Keeps the newest version of the documents whose names and words this service shows.
import type { BlockDocument, ChannelDocument } from '@frontdesk/contracts';
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
import { Blocked } from '../commands/blocked.js';
import { KeptSettings } from '../reads/kept-settings.js';

const KINDS: readonly string[] = [
  ...['agents', 'groups', 'queue', 'submission'],
  ...['routing-rules', 'strategy', 'hours', 'block-list', 'channels', 'rating', 'mode', 'tags', 'summary-fields'],
  'conversation',
  'messages',
];

@Controller()
export class SettingsReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(KeptSettings) private readonly kept: KeptSettings,
    @Inject(Blocked) private readonly blocked: Blocked,
  ) {}

  @OnEvent('conversation', 'settings.document_saved')
  async onSaved(@Payload() saved: DocumentSaved, @Ctx() context: RecordContext): Promise<void> {
    const { kind, id, document } = saved;
    const { workspace } = context.record;
    await this.keep(saved, context, async (tx) => {
      await saveSetting(tx, workspace, saved);
      if (kind === 'channels') await saveSite(tx, workspace, id ?? '', document as ChannelDocument);
    });
    if (kind === 'block-list') await this.blocked.end(context.record, document as BlockDocument);
  }

  @OnEvent('conversation', 'settings.document_removed')
  async onRemoved(@Payload() removed: DocumentRemoved, @Ctx() context: RecordContext): Promise<void> {
    const { kind, id } = removed;
    const { workspace } = context.record;
    await this.keep(removed, context, async (tx) => {
      await removeSetting(tx, workspace, removed);
      if (kind === 'channels') await dropSite(tx, workspace, id ?? '');
    });
  }

  private async keep(
    { kind }: DocumentRemoved,
    { position }: RecordContext,
    rows: (tx: Queryable) => Promise<void>,
  ): Promise<void> {
    if (!KINDS.includes(kind)) return;
    await this.ports.journal.append({ records: [], positions: [position], rows });
    this.kept.forget();
  }
}

/** A channel's site is what its newest document says; a channel that is switched off has none. */
async function saveSite(tx: Queryable, workspace: string, channel: string, document: ChannelDocument): Promise<void> {
  await dropSite(tx, workspace, channel);
  if (!document.enabled) return;
  const { siteKey, allowedOrigins = [], defaultGroupId, identity } = document;
  await tx.query(
    `INSERT INTO site (site, workspace, channel, default_group, allowed_origins, identity_mode)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (site) DO NOTHING`,
    [siteKey, workspace, channel, defaultGroupId, JSON.stringify(allowedOrigins), identity?.mode ?? 'anonymous'],
  );
}

async function dropSite(tx: Queryable, workspace: string, channel: string): Promise<void> {
  await tx.query('DELETE FROM site WHERE workspace = $1 AND channel = $2', [workspace, channel]);
}
