// A file on its way in: who may send one, what it may be, and that it is durable before any message refers to it.
import type { Principal, StoredFile } from '@frontdesk/contracts';
import type { Bytes } from '@frontdesk/files';
import { notFound, PORTS, ProblemException, receiveFile, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { actorOf, isVisitor } from '../commands/actor.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { MessageSettings } from '../reads/message-settings.js';
import { Orphans } from './orphans.js';
import { StoredFiles, type FileRow } from './stored-files.js';

/** So long an uploaded file waits for its message. */
const WAITS_MS = 60 * 60 * 1000;
const MOST_UNSENT = 20;

export interface Upload {
  readonly principal: Principal;
  readonly conversationId: string;
  /** The Idempotency-Key: the same upload again is answered with the same file. */
  readonly key: string;
  readonly name: string;
  readonly body: Bytes;
}

@Injectable()
export class FileUploads {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(StoredFiles) private readonly files: StoredFiles,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(MessageSettings) private readonly settings: MessageSettings,
    @Inject(Orphans) private readonly orphans: Orphans,
  ) {}

  async take(upload: Upload): Promise<StoredFile> {
    const { principal, conversationId, key, name, body } = upload;
    await this.expectAllowed(principal, conversationId);
    const { workspace } = principal;
    const { files: rules } = await this.settings.of(workspace);
    if (!rules.enabled) throw new ProblemException('forbidden', 'Files are switched off in this chat.');
    const owner = { workspace, conversationId, uploader: principal.id };
    if ((await this.files.unsent(owner)) >= MOST_UNSENT) {
      const detail = `${MOST_UNSENT} files wait for their messages already. Send those first.`;
      throw new ProblemException('too_many_requests', detail);
    }
    const dueAt = new Date(this.ports.clock.now() + WAITS_MS);
    // The row first: whatever breaks off from here on is found by its due time.
    const row = await this.files.begin(owner, key, dueAt);
    this.orphans.expect(dueAt);
    if (row.mediaType !== null) return storedFile(row);
    const { fileId } = row;
    const received = await receiveFile(this.ports.files, fileId, name, body, rules).catch(async (error: unknown) => {
      await this.files.forget(fileId).catch(() => undefined);
      throw this.inWords(error);
    });
    await this.files.finish(fileId, received);
    return { fileId, ...received };
  }

  private async expectAllowed(principal: Principal, conversationId: string): Promise<void> {
    const row = await this.reads.visible(principal, conversationId);
    if (row === null) throw notFound('conversation');
    if (isVisitor(principal)) {
      if (row.state !== 'closed') return;
      throw new ProblemException('conversation_closed', 'This conversation has ended. Start a new one to send a file.');
    }
    const actor = actorOf(principal, '');
    if (actor.kind === 'agent' && (actor.supervisor || row.agentId === actor.id)) return;
    throw new ProblemException('not_the_owner', 'Another agent has this conversation, or nobody yet.');
  }

  private inWords(error: unknown): unknown {
    if (error instanceof ProblemException) return error;
    // The sender has hung up, or there is no room or no bucket: of the two the second is ours.
    this.ports.alarm('a file could not be kept', { error: (error as { message?: unknown } | null)?.message });
    return new ProblemException('unavailable', 'The file could not be kept right now. Try again.');
  }
}

export const storedFile = ({ fileId, name, mediaType, bytes }: FileRow): StoredFile => ({
  ...{ fileId, name, mediaType: mediaType ?? '', bytes },
});
