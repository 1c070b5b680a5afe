// What follows from the service's own facts: whose a submission becomes, and who is told (G3, G4). Each step is known by
// the fact it follows, so a fact that comes again changes nothing.
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import type { RecordMeta, StoredRecord } from '@frontdesk/journal';
import type { DeliveryPlanned, SubmissionFact, Target } from '@frontdesk/submission';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Deliveries } from '../commands/deliveries.js';
import { Submissions } from '../commands/submissions.js';
import { Turns } from '../commands/turns.js';

type Replied = Extract<SubmissionFact, { type: 'submission.replied' }>['data'];

@Controller()
export class OwnReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Turns) private readonly turns: Turns,
  ) {}

  @OnEvent('submission', 'submission.confirmed')
  async onConfirmed(@Ctx() { record, position }: RecordContext): Promise<void> {
    const { workspace, stream } = record;
    await this.turns.give(workspace, stream ?? '', metaOf(record));
    const { received } = await this.submissions.state(workspace, stream ?? '');
    // Left before there were deliveries: nobody was to be told.
    if (received?.targets !== undefined) await this.plan(record, 'received', null, received.targets);
    await this.done(position);
  }

  @OnEvent('submission', 'submission.replied')
  async onReplied(
    @Payload() { author, messageId }: Replied,
    @Ctx() { record, position }: RecordContext,
  ): Promise<void> {
    const { received } = await this.submissions.state(record.workspace, record.stream ?? '');
    const { email = '', targets = [] } = received ?? {};
    if (author === 'visitor') await this.plan(record, 'visitor_replied', messageId, targets);
    // Without an address the answer waits in the widget, and that is where the visitor expects it.
    else if (email !== '') await this.plan(record, 'agent_replied', messageId, [{ channel: 'email', to: email }]);
    await this.done(position);
  }

  /** Ids that sort by the order of the facts: what was said earlier is told earlier. */
  private async plan(
    record: StoredRecord,
    about: DeliveryPlanned['about'],
    messageId: string | null,
    targets: readonly Target[],
  ): Promise<void> {
    const submissionId = record.stream ?? '';
    const to: readonly Pick<DeliveryPlanned, 'channel' | 'to'>[] =
      targets.length === 0 ? [{ channel: 'none', to: null }] : targets;
    for (const [index, target] of to.entries()) {
      const deliveryId = [submissionId, padded(record.streamVersion ?? 0, 6), padded(index, 2)].join('-');
      await this.deliveries.run({
        ...{ workspace: record.workspace, deliveryId, submissionId, meta: metaOf(record) },
        command: { type: 'plan', delivery: { deliveryId, submissionId, about, messageId, ...target } },
      });
    }
  }

  private async done(position: RecordContext['position']): Promise<void> {
    await this.ports.journal.append({ records: [], positions: [position] });
  }
}

const padded = (count: number, digits: number): string => String(count).padStart(digits, '0');

const metaOf = ({ id, meta }: StoredRecord): RecordMeta => ({
  ...{ actor: 'submission', correlationId: meta.correlationId, causationId: id },
});
