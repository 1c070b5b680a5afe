// What a visitor wrote before anybody could be reached becomes a submission by itself, where the settings say so (G5).
import type { ConversationView, Principal } from '@frontdesk/contracts';
import { OnEvent, PORTS, RecordContext, type ServicePorts } from '@frontdesk/nest';
import { OFFLINE_FORM, type SubmissionReceived } from '@frontdesk/submission';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { receiptOf } from '../commands/leaving.js';
import { Submissions } from '../commands/submissions.js';
import { Rules } from '../reads/rules.js';

/** Ends that left a visitor alone; who was answered, has left, or is not let in, has nothing to be kept. */
const ALONE: readonly string[] = ['refused', 'queue_timeout'];
/** Nobody was asked for a name, but the conversation may know it. */
const NAMED_FORM = { ...OFFLINE_FORM, fields: { ...OFFLINE_FORM.fields, name: 'optional' } } as const;
const MOST_EVENTS = 200;
const MAX_TEXT = 4000;
const ASKING_MS = 60_000;

@Controller()
export class FirstMessagesReaction {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Submissions) private readonly submissions: Submissions,
  ) {}

  @OnEvent('submission', 'conversation.submission_offered')
  onOffered(@Ctx() context: RecordContext): Promise<void> {
    return this.keep(context);
  }

  @OnEvent('submission', 'conversation.closed')
  async onClosed(@Payload() { reason }: { readonly reason: string }, @Ctx() context: RecordContext): Promise<void> {
    if (ALONE.includes(reason)) await this.keep(context);
  }

  private async keep({ record, position }: RecordContext): Promise<void> {
    const { workspace, stream, meta } = record;
    const conversationId = stream ?? '';
    // Most workspaces keep none: they cost no question.
    const left = (await this.rules.anyKeepsFirstMessages(workspace))
      ? await this.leftIn(workspace, conversationId)
      : null;
    if (left === null) {
      await this.ports.journal.append({ records: [], positions: [position] });
      return;
    }
    const caused = { actor: 'submission', correlationId: meta.correlationId, causationId: record.id };
    const { submissionId } = left;
    const handled = await this.submissions.run({
      ...{ workspace, submissionId, meta: caused, position },
      command: { type: 'leave', submission: left, form: NAMED_FORM },
    });
    if (handled.outcome === 'rejected') this.ports.alarm('a first message could not be kept', handled.refusal);
  }

  private async leftIn(workspace: string, conversationId: string): Promise<SubmissionReceived | null> {
    const peer = this.ports.peers.conversation;
    if (!peer) throw new Error('conversations can not be asked');
    const expiresAt = this.ports.clock.now() + ASKING_MS;
    const house: Principal = { workspace, id: 'submission', roles: ['owner'], expiresAt };
    const view = await peer.view(house, conversationId);
    if (view === null || view.offer?.reason === 'blocked') return null;
    const asked = await this.rules.asked(workspace, view.groupId, undefined);
    if (asked.asynchronous || !asked.document.enabled || !asked.document.keepFirstMessage) return null;
    const events = (await peer.eventsAfter(house, conversationId, 0, MOST_EVENTS)) ?? [];
    const said = events.flatMap((event) =>
      event.type === 'conversation.message_added' && event.data.author.kind === 'visitor' ? [event.data.text] : [],
    );
    const text = said.filter((each) => each !== '').join('\n');
    return text === '' ? null : { ...this.submissionFrom(view, text), targets: asked.targets };
  }

  private submissionFrom(view: ConversationView, text: string): SubmissionReceived {
    const submissionId = this.ports.ids.next();
    const { conversationId, groupId, language, visitor, closedReason } = view;
    return {
      ...{ submissionId, receiptId: receiptOf(submissionId), conversationId, groupId },
      ...{ visitorId: visitor.visitorId, name: visitor.name, email: '', text: text.slice(0, MAX_TEXT) },
      reason: view.offer?.reason ?? (closedReason === 'queue_timeout' ? 'timed_out' : null),
      ...{ mode: 'offline_message', automatic: true },
      ...(language === null ? {} : { language }),
    };
  }
}
