// What others decide that concerns presence: the settings of presence, and what agents hold.
import type { RoutingDecision } from '@frontdesk/contracts';
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Agents } from './agents.js';
import { Held, slotsOf } from './held.js';
import { PresenceSettings, type PresenceSettingsDocument } from './presence-settings.js';

const SERVICE = 'presence';

interface DocumentSaved {
  readonly kind: string;
  readonly version: number;
  readonly document: unknown;
}

@Controller()
export class Reactions {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(PresenceSettings) private readonly settings: PresenceSettings,
    @Inject(Held) private readonly held: Held,
    @Inject(Agents) private readonly agents: Agents,
  ) {}

  /** Documents of other kinds, hours among them, change nobody's status (P37). */
  @OnEvent(SERVICE, 'settings.document_saved')
  async onSaved(
    @Payload() { kind, version, document }: DocumentSaved,
    @Ctx() { record, position }: RecordContext,
  ): Promise<void> {
    if (kind !== 'presence') return;
    const rows = (tx: Parameters<PresenceSettings['write']>[0]) =>
      this.settings.write(tx, record.workspace, version, document as PresenceSettingsDocument);
    await this.ports.journal.append({ records: [], positions: [position], rows });
  }

  /** The position moves only afterwards: taken in twice it comes to the same, and a due status is not forgotten. */
  @OnEvent(SERVICE, 'assignment.decided')
  async onDecided(@Payload() { events }: RoutingDecision, @Ctx() { record }: RecordContext): Promise<void> {
    const slots = events.flatMap(slotsOf);
    if (slots.length === 0) return;
    await this.held.apply(record.workspace, slots);
    if (slots.every(({ taken }) => taken)) return;
    for (const agentId of await this.held.due(record.workspace))
      await this.agents.lastConversationEnded(record.workspace, agentId);
  }
}
