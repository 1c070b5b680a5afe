// A file of a conversation on its way in: who may send one, and what it may be.
import type { Principal, StoredFile } from '@frontdesk/contracts';
import type { Bytes } from '@frontdesk/files';
import { keepUpload, notFound, Orphans, PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { actorOf, isVisitor } from '../commands/actor.js';
import { ConversationReads } from '../reads/conversation-reads.js';
import { RuleReads } from '../reads/rules.js';
import { StoredFiles } from './stored-files.js';

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
    @Inject(RuleReads) private readonly rules: RuleReads,
    @Inject(Orphans) private readonly orphans: Orphans,
  ) {}

  async take(upload: Upload): Promise<StoredFile> {
    const { principal, conversationId, key, name, body } = upload;
    await this.expectAllowed(principal, conversationId);
    const { workspace } = principal;
    const { files: rules } = await this.rules.messages(workspace);
    if (!rules.enabled) throw new ProblemException('forbidden', 'Files are switched off in this chat.');
    const rows = this.files.of({ workspace, conversationId, uploader: principal.id }, key);
    return keepUpload(this.ports, this.orphans, rows, { name, body, rules });
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
}
