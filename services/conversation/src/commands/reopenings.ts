// Opening a conversation again: where it goes is asked of the rules as they are now (P39).
import type { ConversationReopened } from '@frontdesk/conversation';
import type { Principal } from '@frontdesk/contracts';
import { notFound, ProblemException } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ConversationReads } from '../reads/conversation-reads.js';
import { actorOf, metaOf } from './actor.js';
import { Conversations, problemFor } from './conversations.js';
import { Directions } from './directions.js';

@Injectable()
export class Reopenings {
  constructor(
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(Directions) private readonly directions: Directions,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
  ) {}

  async reopen(principal: Principal, conversationId: string, requestId: string, address: string): Promise<void> {
    const row = await this.reads.visible(principal, conversationId);
    if (row === null) throw notFound('conversation');
    const { workspace } = principal;
    const { visitorId, channel, groupId, language, page } = row;
    const body = { groupId, text: '', ...(language === null ? {} : { language }), ...(page === null ? {} : { page }) };
    const { delayed: _, ...direction } = await this.directions.of({
      ...{ workspace, visitorId, channel, address, email: null, identity: null, country: null, body },
    });
    const to: Omit<ConversationReopened, 'by'> = direction;
    const handled = await this.conversations.run({
      ...{ workspace, conversationId, meta: metaOf(principal, requestId) },
      command: { type: 'reopen', actor: actorOf(principal, ''), to },
    });
    if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
    if (handled.outcome === 'refused')
      throw new ProblemException('conversation_open', 'This visitor has another conversation open. Go on in that one.');
  }
}
