// Leaving a message: durable before it is answered, once per key and per text, and for the visitor's own conversation alone.
import type { ConversationView, LeaveSubmission, Principal, SubmissionReceipt } from '@frontdesk/contracts';
import { RowsRefused, type RecordMeta } from '@frontdesk/journal';
import {
  Idempotency,
  notFound,
  PORTS,
  ProblemException,
  queryableOf,
  type Queryable,
  type ServicePorts,
} from '@frontdesk/nest';
import type { Attachment, FormRules, SubmissionReceived, Typed } from '@frontdesk/submission';
import { Inject, Injectable } from '@nestjs/common';
import { AttachedFiles, FILE_NOT_FREE } from '../files/attached-files.js';
import { refusedOffer, reasonOf } from '../reads/offered.js';
import { rulesOf } from '../reads/form.js';
import { Rules, type Asked } from '../reads/rules.js';
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

type Receipt = Pick<SubmissionReceipt, 'submissionId' | 'receiptId' | 'duplicate'>;

interface Left {
  readonly submission: SubmissionReceived;
  readonly form: FormRules;
  readonly typed: Typed;
  readonly asked: Asked;
}

const MINUTE_MS = 60_000;
const SAID_BEFORE = 'said_before';

@Injectable()
export class Leaving {
  private readonly idempotency: Idempotency;
  private readonly queryable: Queryable;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(AttachedFiles) private readonly files: AttachedFiles,
  ) {
    this.queryable = queryableOf(ports);
    this.idempotency = new Idempotency(this.queryable, ports.schema);
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
    const { principal, address, meta } = leave;
    const { workspace } = principal;
    await this.ports.floods.pass('submissions', { workspace, visitorId: principal.id, address });
    const { submission, form, typed, asked } = await this.leftBy(leave);
    const { submissionId, receiptId } = submission;
    const receipt: Receipt = { submissionId, receiptId };
    const handled = await this.submissions.run({
      ...{ workspace, submissionId, meta, command: { type: 'leave', submission, form, typed } },
      rows: async (tx) => {
        await this.refuseTwice(tx, workspace, submissionId, asked);
        await this.files.claim(tx, submissionId, typed.attachments ?? []);
        await remember(tx, receipt);
      },
    });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    if (handled.outcome === 'refused' && handled.refusal.code === SAID_BEFORE) {
      const before: Receipt = { ...(handled.refusal.detail as Receipt), duplicate: true };
      await remember(this.queryable, before);
      return before;
    }
    if (handled.outcome === 'refused' && handled.refusal.code === FILE_NOT_FREE) throw filesGone(['/attachments']);
    if (handled.outcome === 'refused') throw handled.refusal;
    return receipt;
  }

  private async leftBy({ principal, defaultGroup, body }: Leave): Promise<Left> {
    const { name = null, email = '', text = '', conversationId = null, language } = body;
    const { workspace, channel } = principal;
    const submissionId = this.ports.ids.next();
    const about = conversationId === null ? null : await this.conversation(principal, conversationId);
    const groupId = body.groupId ?? about?.groupId ?? defaultGroup;
    const asked = await this.rules.asked(workspace, groupId, channel);
    const refused = refusedOffer(asked, about);
    if (refused !== null) throw new ProblemException('not_offered', refused);
    const spoken = language ?? about?.language ?? null;
    const { form, template, targets } = asked;
    const submission: SubmissionReceived = {
      ...{ submissionId, receiptId: receiptOf(submissionId), conversationId, visitorId: principal.id, groupId },
      ...{ name, email, text, reason: reasonOf(about), mode: form.mode, targets },
      ...(template === null ? {} : { template: { id: template.id, version: template.version } }),
      ...(spoken === null ? {} : { language: spoken }),
      ...(channel === undefined ? {} : { channel }),
    };
    const attachments = await this.attached(principal, body.attachments ?? []);
    return { submission, form: rulesOf(asked, spoken), typed: { ...typedIn(body), attachments }, asked };
  }

  /** @throws ProblemException invalid_submission, for what is not the visitor's own, or not kept any more */
  private async attached({ workspace, id }: Principal, ids: readonly string[]): Promise<readonly Attachment[]> {
    const free = await this.files.free(workspace, id, ids);
    const gone = ids.flatMap((fileId, index) => (free.has(fileId) ? [] : [`/attachments/${index}`]));
    if (gone.length > 0) throw filesGone(gone);
    return ids.flatMap((fileId) => free.get(fileId) ?? []);
  }

  /** Asked of its owner: a stranger's id must not cost a stranger the place. */
  private async conversation(principal: Principal, conversationId: string): Promise<ConversationView> {
    const peer = this.ports.peers.conversation;
    if (!peer) throw new ProblemException('unavailable', 'Conversations can not be asked right now. Try again.');
    const view = await peer.view(principal, conversationId);
    if (view === null) throw notFound('conversation');
    return view;
  }

  /** Looks among those of the same visitor, under a lock that all replicas share: two at once are one. */
  private async refuseTwice(tx: Queryable, workspace: string, submissionId: string, asked: Asked): Promise<void> {
    const { duplicateMinutes } = asked.document;
    if (duplicateMinutes === 0) return;
    const since = new Date(this.ports.clock.now() - duplicateMinutes * MINUTE_MS);
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended(workspace || visitor_id, 0)) FROM submission
       WHERE workspace = $1 AND submission_id = $2`,
      [workspace, submissionId],
    );
    const { rows } = await tx.query(
      `SELECT was.submission_id AS "submissionId", was.receipt_id AS "receiptId"
       FROM submission new JOIN submission was
         ON was.workspace = new.workspace AND was.visitor_id = new.visitor_id AND was.content_hash = new.content_hash
        AND was.submission_id <> new.submission_id AND was.status <> 'withdrawn' AND was.received_at >= $3
        AND was.conversation_id IS NOT DISTINCT FROM new.conversation_id
       WHERE new.workspace = $1 AND new.submission_id = $2 ORDER BY was.submission_id LIMIT 1`,
      [workspace, submissionId, since],
    );
    if (rows[0] !== undefined) throw new RowsRefused(SAID_BEFORE, rows[0]);
  }
}

function filesGone(pointers: readonly string[]): ProblemException {
  const fault = { code: 'unknown_file', message: 'This file is not kept any more. Attach it again.' };
  const errors = pointers.map((pointer) => ({ pointer, ...fault }));
  return new ProblemException('invalid_submission', 'This message cannot be left as it is.', errors);
}

function typedIn({ title, phone, type, fields, consent }: LeaveSubmission): Typed {
  return {
    ...(title === undefined ? {} : { title }),
    ...(phone === undefined ? {} : { phone }),
    ...(type === undefined ? {} : { type }),
    ...(fields === undefined ? {} : { fields }),
    ...(consent === undefined ? {} : { consent }),
  };
}

/** Short enough to be read out; the id's last 48 bits are chance. */
export const receiptOf = (submissionId: string): string =>
  ['FD', ...(submissionId.replaceAll('-', '').slice(-12).toUpperCase().match(/.{4}/g) ?? [])].join('-');
