// What visitors have left stands in their history: kept from the events of submissions, as much as a line needs.
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

interface Received {
  readonly submissionId: string;
  readonly visitorId: string;
  readonly groupId: string;
  readonly text: string;
}

const MOST_TEXT = 500;

@Controller()
export class LeftReaction {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  @OnEvent('conversation', 'submission.received')
  async onReceived(
    @Payload() { submissionId, visitorId, groupId, text }: Received,
    @Ctx() { record, position }: RecordContext,
  ): Promise<void> {
    await this.ports.journal.append({
      records: [],
      positions: [position],
      rows: async (tx) => {
        await tx.query(
          `INSERT INTO visitor_submission (workspace, submission_id, visitor_id, group_id, at, text, state)
           VALUES ($1, $2, $3, $4, $5, $6, 'open') ON CONFLICT DO NOTHING`,
          [record.workspace, submissionId, visitorId, groupId, new Date(record.at), text.slice(0, MOST_TEXT)],
        );
      },
    });
  }

  @OnEvent('conversation', 'submission.closed')
  async onClosed(@Ctx() { record, position }: RecordContext): Promise<void> {
    await this.ports.journal.append({
      records: [],
      positions: [position],
      rows: async (tx) => {
        await tx.query(`UPDATE visitor_submission SET state = 'closed' WHERE workspace = $1 AND submission_id = $2`, [
          ...[record.workspace, record.stream],
        ]);
      },
    });
  }
}
