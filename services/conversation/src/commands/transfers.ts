// Asking for a hand-over (F3): to whom, that they exist, and that asking twice is asking once.
import type { AskTransferBody, Principal } from '@frontdesk/contracts';
import type { FieldError } from '@frontdesk/kernel';
import { Idempotency, PORTS, ProblemException, queryableOf, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '../reads/directory.js';
import { actorOf, metaOf } from './actor.js';
import { Conversations, problemFor } from './conversations.js';

interface Target {
  readonly to: { readonly agentId: string } | { readonly groupId: string };
  readonly toName: string;
}

@Injectable()
export class Transfers {
  private readonly idempotency: Idempotency;

  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Conversations) private readonly conversations: Conversations,
    @Inject(Directory) private readonly directory: Directory,
  ) {
    this.idempotency = new Idempotency(queryableOf(ports), ports.schema);
  }

  async ask(
    principal: Principal,
    conversationId: string,
    key: string,
    requestId: string,
    body: AskTransferBody,
  ): Promise<void> {
    const { workspace } = principal;
    const target = await this.targetOf(workspace, body);
    const actor = actorOf(principal, await this.directory.agentName(workspace, principal.id));
    const route = `POST /v1/conversations/${conversationId}/transfer`;
    await this.idempotency.once<{ readonly asked: true }>({ principal, key, body, route }, async (remember) => {
      const handled = await this.conversations.run({
        ...{ workspace, conversationId, meta: metaOf(principal, requestId) },
        command: { type: 'ask_transfer', actor, requestId: this.ports.ids.next(), ...target, note: body.note ?? '' },
        rows: (tx) => remember(tx, { asked: true }),
      });
      if (handled.outcome === 'rejected') throw problemFor(handled.refusal);
      return { asked: true };
    });
  }

  private async targetOf(workspace: string, { agentId, groupId }: AskTransferBody): Promise<Target> {
    if (agentId !== undefined && groupId === undefined) {
      if (!(await this.directory.hasAgent(workspace, agentId)))
        throw wrong('/agentId', 'unknown_agent', 'There is no such agent.');
      return { to: { agentId }, toName: await this.directory.agentName(workspace, agentId) };
    }
    if (groupId === undefined || agentId !== undefined)
      throw wrong('/agentId', 'one_of_both', 'Name an agent or a group: exactly one of the two.');
    if ((await this.directory.group(workspace, groupId)) === null)
      throw wrong('/groupId', 'unknown_group', 'There is no such group.');
    return { to: { groupId }, toName: await this.directory.groupName(workspace, groupId) };
  }
}

function wrong(pointer: string, code: string, message: string): ProblemException {
  const errors: readonly FieldError[] = [{ pointer, code, message }];
  return new ProblemException('invalid_body', 'It cannot be handed over to this.', errors);
}
