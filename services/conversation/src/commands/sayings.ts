// What is said, changed, taken back and read: the rules and the earlier messages are looked up, then the core decides.
import {
  sequenceOf,
  type ConversationCommand,
  type ConversationState,
  type MessageFile,
  type TypedMessage,
} from '@frontdesk/conversation';
import { toConversationEvent, type ConversationEvent, type PostMessage, type Principal } from '@frontdesk/contracts';
import type { StoredRecord } from '@frontdesk/journal';
import {
  notFound,
  Orphans,
  PORTS,
  ProblemException,
  storedFile,
  type Queryable,
  type ServicePorts,
} from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { FILE_NOT_FREE, StoredFiles } from '../files/stored-files.js';
import { EarlierMessages } from '../reads/earlier-messages.js';
import { RuleReads } from '../reads/rules.js';
import { actorOf, isVisitor, metaOf } from './actor.js';
import { Conversations } from './conversations.js';

/** Who does it, to which conversation, by which request. */
export interface Doing {
  readonly principal: Principal;
  readonly conversationId: string;
  readonly requestId: string;
}

interface Done {
  readonly state: ConversationState;
  readonly records: readonly StoredRecord[];
}

@Injectable()
export class Sayings {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(EarlierMessages) private readonly earlier: EarlierMessages,
    @Inject(RuleReads) private readonly rules: RuleReads,
    @Inject(StoredFiles) private readonly files: StoredFiles,
    @Inject(Orphans) private readonly orphans: Orphans,
  ) {}

  /** The same clientMessageId again answers the first message. */
  async say(doing: Doing, { clientMessageId, text, note, quote, fileId }: PostMessage): Promise<ConversationEvent> {
    const { principal, conversationId: id } = doing;
    if (isVisitor(principal)) await this.mayWrite(principal, id);
    const actor = actorOf(principal, await this.nameOf(principal));
    const file = fileId === undefined ? undefined : await this.fileOf(doing, fileId);
    const message: TypedMessage = {
      ...{ messageId: this.ports.ids.next(), clientMessageId, text },
      ...(note === true ? { note } : {}),
      ...(file === undefined ? {} : { file }),
      ...(quote === undefined ? {} : { quoted: await this.quoted(principal, id, quote) }),
    };
    const { state, records } = await this.run(doing, { type: 'add_message', actor, message }, async (tx) => {
      if (file !== undefined) await this.files.claim(tx, file, clientMessageId, note === true);
    });
    const sequence = sequenceOf(state, actor, clientMessageId) ?? 0;
    const [record] =
      records.length > 0 ? records : await this.ports.journal.readStream(principal.workspace, id, sequence - 1);
    if (!record) throw notFound('message');
    return toConversationEvent(record);
  }

  async edit(doing: Doing, sequence: number, text: string): Promise<void> {
    const { editSeconds } = await this.rules.messages(doing.principal.workspace);
    await this.run(doing, { type: 'edit_message', text, ...(await this.change(doing, sequence, editSeconds)) });
  }

  async recall(doing: Doing, sequence: number): Promise<void> {
    const { recallSeconds } = await this.rules.messages(doing.principal.workspace);
    const change = await this.change(doing, sequence, recallSeconds);
    const { file } = change.earlier.message;
    const at = new Date(change.at);
    await this.run(doing, { type: 'recall_message', ...change }, async (tx) => {
      if (file !== undefined) await this.files.release(tx, file, at);
    });
    if (file !== undefined) this.orphans.expect(at);
  }

  async read(doing: Doing, upTo: number): Promise<void> {
    const { principal, conversationId } = doing;
    if (!isVisitor(principal)) return void (await this.run(doing, { type: 'mark_read', agentId: principal.id, upTo }));
    if ((await this.reads.visible(principal, conversationId)) === null) throw notFound('conversation');
    if (!(await this.rules.messages(principal.workspace)).receipts.toAgent) return;
    await this.run(doing, { type: 'mark_read_by_visitor', visitorId: principal.id, upTo });
  }

  private async change({ principal, conversationId }: Doing, sequence: number, seconds: number) {
    const found = await this.earlier.find(principal.workspace, conversationId, sequence);
    const row = found && (await this.reads.visible(principal, conversationId));
    // A note is not there for a visitor, whatever they guess.
    const hidden = isVisitor(principal) && found?.earlier.message.kind === 'note';
    if (found === null || row === null || hidden) throw notFound('message');
    const { earlier, sentAt } = found;
    const actor = actorOf(principal, await this.nameOf(principal));
    return { actor, earlier, sentAt, at: this.ports.clock.now(), withinMs: seconds * 1000 };
  }

  private async fileOf({ principal, conversationId }: Doing, fileId: string): Promise<MessageFile> {
    const row = await this.files.find(principal.workspace, conversationId, fileId);
    if (row?.mediaType != null && row.uploader === principal.id) return storedFile(row);
    throw notThere('There is no such file of yours here. Upload it first.');
  }

  private async quoted({ workspace, roles }: Principal, conversationId: string, sequence: number) {
    const found = await this.earlier.find(workspace, conversationId, sequence);
    const hidden = roles.includes('visitor') && found?.earlier.message.kind === 'note';
    if (found !== null && !found.recalled && !hidden) return found.earlier;
    const error = { pointer: '/quote', code: 'unknown_message', message: 'There is no such message to quote.' };
    throw new ProblemException('invalid_message', 'This message cannot be sent.', [error]);
  }

  /** A queue may let nobody write while waiting (E3); the page hides the field, and this holds without the page. */
  private async mayWrite(principal: Principal, id: string): Promise<void> {
    const { workspace } = principal;
    if (!(await this.directory.hasSilentQueue(workspace))) return;
    const row = await this.reads.visible(principal, id);
    if (row?.state !== 'queued' || ((await this.directory.queueOf(workspace, row.groupId))?.typing ?? true)) return;
    throw new ProblemException('not_while_waiting', 'Here one can write once an agent has taken the chat.');
  }

  private async nameOf(principal: Principal): Promise<string> {
    return isVisitor(principal) ? '' : this.directory.agentName(principal.workspace, principal.id);
  }

  private async run(
    { principal, conversationId, requestId }: Doing,
    command: ConversationCommand,
    rows?: (tx: Queryable) => Promise<void>,
  ): Promise<Done> {
    const { workspace } = principal;
    const meta = metaOf(principal, requestId);
    const more = rows === undefined ? {} : { rows };
    const handled = await this.conversations.run({ workspace, conversationId, command, meta, ...more });
    if (handled.outcome === 'rejected')
      throw await this.conversations.problemOf(workspace, conversationId, handled.refusal);
    if (handled.outcome === 'refused' && handled.refusal.code === FILE_NOT_FREE)
      throw notThere('This file was sent already, or is not kept any more. Upload it again.');
    if (handled.outcome !== 'done') throw new Error(`a command of a caller was answered ${handled.outcome}`);
    return handled;
  }
}

function notThere(message: string): ProblemException {
  const error = { pointer: '/fileId', code: 'unknown_file', message };
  return new ProblemException('invalid_message', 'This message cannot be sent.', [error]);
}
