// The engine has decided whose the place was: the pending submission counts, or its text goes to the agent.
import type { RoutingDecision, RoutingEvent } from '@frontdesk/contracts';
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import type { SubmissionCommand } from '@frontdesk/submission';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Submissions } from '../commands/submissions.js';

@Controller()
export class DecisionsReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {}

  @OnEvent('submission', 'assignment.decided')
  async onDecided(@Payload() { events }: RoutingDecision, @Ctx() { record, position }: RecordContext): Promise<void> {
    const meta = { actor: 'assignment-queue', correlationId: record.meta.correlationId, causationId: record.id };
    // A conversion is asked for by one input, so a decision answers one at most.
    for (const event of events) {
      const settled = settling(event);
      if (settled === null) continue;
      const handled = await this.submissions.run({ ...settled, workspace: record.workspace, meta, position });
      if (handled.outcome === 'rejected') this.ports.alarm('a conversion found no submission', handled.refusal);
    }
  }
}

interface Settling {
  readonly submissionId: string;
  readonly command: SubmissionCommand;
}

function settling(event: RoutingEvent): Settling | null {
  if (event.type === 'converted') return { submissionId: event.data.submissionId, command: { type: 'confirm' } };
  if (event.type !== 'convert_refused') return null;
  const { submissionId, reason } = event.data;
  // With no conversation left to take the text it counts all the same: nothing typed is lost.
  return { submissionId, command: { type: reason === 'assigned' ? 'withdraw' : 'confirm' } };
}
