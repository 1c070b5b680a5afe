// Leaving a message: durable before it is answered, once per key, and for the visitor's own conversation alone.
import type { LeaveSubmission, Principal, SubmissionReceipt } from '@frontdesk/contracts';
import type { RecordMeta } from '@frontdesk/journal';
import { Idempotency, notFound, PORTS, ProblemException, type Queryable, type ServicePorts } from '@frontdesk/nest';
import type { SubmissionReceived } from '@frontdesk/submission';
import { Inject, Injectable } from '@nestjs/common';
import { problemFor, Submissions } from './submissions.js';

export interface Leave {
  readonly principal: Principal;
  /** The group of the visitor's site, when no other is named. */
  readonly defaultGroup: string;
  /** Where it came from. */
  readonly address: string;
  readonly key: string;
  readonly body: LeaveSubmission;
  readonly meta: RecordMeta;
}

type Receipt = Pick<SubmissionReceipt, 'submissionId' | 'receiptId'>;

@Injectable()
export class Leaving {
  private readonly idempotency: Idempotency;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {
    const { db, schema } = ports;
    const queryable: Queryable = {
      query: async (sql, params) => ({ rows: await db.query(sql, params && [...params]) }),
    };
    this.idempotency = new Idempotency(queryable, schema);
  }

  async leave(leave: Leave): Promise<SubmissionReceipt> {
    const { principal, key, body } = leave;
    const receipt = await this.idempotency.once<Receipt>(
      { principal, key, body, route: 'POST /v1/submissions' },
      (remember) => this.store(leave, remember),
    );
    const status = await this.submissions.settled(principal.workspace, receipt.submissionId);
    // Dealt with already: for the visitor it counts, like any confirmed one.
    return { ...receipt, status: status === 'pending' || status === 'withdrawn' ? status : 'confirmed' };
  }

  private async store(leave: Leave, remember: (tx: Queryable, receipt: Receipt) => Promise<void>): Promise<Receipt> {
    const { principal, address } = leave;
    await this.ports.floods.pass('submissions', { workspace: principal.workspace, visitorId: principal.id, address });
    const submission = await this.submissionOf(leave);
    const { submissionId, receiptId } = submission;
    const receipt: Receipt = { submissionId, receiptId };
    const handled = await this.submissions.run({
      ...{ workspace: leave.principal.workspace, submissionId, meta: leave.meta },
      command: { type: 'leave', submission },
      rows: (tx) => remember(tx, receipt),
    });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    return receipt;
  }

  private async submissionOf({ principal, defaultGroup, body }: Leave): Promise<SubmissionReceived> {
    const { name = null, email, text, conversationId = null } = body;
    const submissionId = this.ports.ids.next();
    const about = conversationId === null ? null : await this.conversation(principal, conversationId);
    return {
      submissionId,
      receiptId: receiptOf(submissionId),
      conversationId,
      visitorId: principal.id,
      groupId: body.groupId ?? about?.groupId ?? defaultGroup,
      ...{ name, email, text },
      reason: about?.offer?.reason ?? null,
    };
  }

  /** Asked of its owner: a stranger's id must not cost a stranger the place. */
  private async conversation(principal: Principal, conversationId: string) {
    const peer = this.ports.peers.conversation;
    if (!peer) throw new ProblemException('unavailable', 'Conversations can not be asked right now. Try again.');
    const view = await peer.view(principal, conversationId);
    if (view === null) throw notFound('conversation');
    return view;
  }
}

/** Short enough to be read out; the id's last 48 bits are chance. */
const receiptOf = (submissionId: string): string =>
  ['FD', ...(submissionId.replaceAll('-', '').slice(-12).toUpperCase().match(/.{4}/g) ?? [])].join('-');
