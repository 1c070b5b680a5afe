// What people ask of the engine about one conversation. The engine's decision is the answer: of many who ask for the same
// at once one gets it, and the others are told why not.
import type { AssignConversation, CommandAnswer, Principal } from '@frontdesk/contracts';
import type { FieldError } from '@frontdesk/kernel';
import { notFound, PORTS, ProblemException, type ServicePorts } from '@frontdesk/nest';
import { conversationOf, type RoutingEvent, type RoutingInput } from '@frontdesk/routing';
import { Inject, Injectable } from '@nestjs/common';
import { DecisionsAbout } from './decisions-about.js';
import { Engine } from './engine.js';
import { Names } from './names.js';
import { refusal } from './refusals.js';

/** Who may give away what others hold: leads, and machines whose key has the scope. */
const LEADS = ['owner', 'admin', 'supervisor', 'integrator'] as const;

@Injectable()
export class Commands {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Names) private readonly names: Names,
    @Inject(DecisionsAbout) private readonly decisions: DecisionsAbout,
  ) {}

  /** An agent takes one who waits although it was not their turn (D7). */
  pull(principal: Principal, conversationId: string): Promise<CommandAnswer> {
    const agentId = principal.id;
    return this.ask(principal, conversationId, (commandId) => ({
      type: 'pull_requested',
      data: { commandId, conversationId, agentId },
    }));
  }

  answerOffer(
    principal: Principal,
    conversationId: string,
    offerId: string,
    type: 'offer_accepted' | 'offer_refused',
  ): Promise<CommandAnswer> {
    const agentId = principal.id;
    return this.ask(principal, conversationId, (commandId) => ({
      type,
      data: { commandId, offerId, conversationId, agentId },
    }));
  }

  /** An agent gives away what they hold; a supervisor assigns, takes and moves anything (D7, F3). */
  async assign(
    principal: Principal,
    conversationId: string,
    { agentId, groupId }: AssignConversation,
  ): Promise<CommandAnswer> {
    if ((agentId === undefined) === (groupId === undefined)) throw oneOfBoth();
    const to = agentId === undefined ? { groupId: groupId as string } : { agentId };
    const role = LEADS.some((lead) => principal.roles.includes(lead)) ? 'supervisor' : 'agent';
    if (role === 'agent') await this.mayHandOver(principal, conversationId, agentId !== undefined);
    return this.ask(principal, conversationId, (commandId) => ({
      type: 'assign_requested',
      data: { commandId, conversationId, to, by: principal.id, role },
    }));
  }

  /** Where handing over needs somebody's yes, that is asked for in the conversation; nobody gets around it here. */
  private async mayHandOver({ workspace, id }: Principal, conversationId: string, toAgent: boolean): Promise<void> {
    const approval = await this.names.transferApproval(workspace);
    if (approval === 'none' || (approval === 'agent' && !toAgent)) return;
    const conversation = await this.engine.ask(workspace, (state) => conversationOf(state, conversationId));
    if (conversation?.state !== 'assigned' || conversation.agentId !== id) return;
    const detail = 'Handing over needs a yes here: ask for it, POST /v1/conversations/{id}/transfer.';
    throw new ProblemException('approval_needed', detail);
  }

  reprioritise(principal: Principal, conversationId: string, priority: number): Promise<CommandAnswer> {
    return this.ask(principal, conversationId, (commandId) => ({
      type: 'priority_requested',
      data: { commandId, conversationId, priority, by: principal.id },
    }));
  }

  /** Ends what waits; what an agent has is closed in the conversation. */
  close(principal: Principal, conversationId: string): Promise<CommandAnswer> {
    return this.ask(principal, conversationId, (commandId) => ({
      type: 'close_requested',
      data: { commandId, conversationId, by: principal.id },
    }));
  }

  /** The visitor goes on waiting (E2). Theirs or not, the conversation service knows. */
  async keepWaiting(principal: Principal, conversationId: string): Promise<CommandAnswer> {
    const view = await this.ports.peers.conversation?.view(principal, conversationId);
    if (!view) throw notFound('conversation');
    return this.ask(principal, conversationId, (commandId) => ({
      type: 'keep_waiting_requested',
      data: { commandId, conversationId },
    }));
  }

  /** The agent's own end of a wrap-up (C8): the slot is free at once. A fact, not a question: it is not refused. */
  async endWrapUp({ workspace, id: agentId }: Principal, conversationId: string): Promise<CommandAnswer> {
    if (!(await this.known(workspace, conversationId))) throw notFound('conversation');
    await this.engine.tell(workspace, agentId, { type: 'wrap_up_ended', data: { agentId, conversationId } });
    return { conversationId, outcome: 'ended', agentId, groupId: null };
  }

  private async ask(
    principal: Principal,
    conversationId: string,
    inputOf: (commandId: string) => RoutingInput,
  ): Promise<CommandAnswer> {
    if (!(await this.known(principal.workspace, conversationId))) throw notFound('conversation');
    const commandId = this.ports.ids.next();
    const events = await this.engine.command(principal, commandId, inputOf(commandId));
    return answerOf(conversationId, events);
  }

  /** Known to the engine now, or decided about before: a stranger's id is neither. */
  private async known(workspace: string, conversationId: string): Promise<boolean> {
    const open = await this.engine.ask(workspace, (state) => conversationOf(state, conversationId) !== null);
    return open || (await this.decisions.any(workspace, conversationId));
  }
}

function oneOfBoth(): ProblemException {
  const errors: readonly FieldError[] = ['/agentId', '/groupId'].map((pointer) => ({
    ...{ pointer, code: 'one_of_both', message: 'Name an agent or a group: exactly one of the two.' },
  }));
  return new ProblemException('invalid_body', 'It is given to an agent or to a group; name one of the two.', errors);
}

/** @throws ProblemException when it was refused */
function answerOf(conversationId: string, events: readonly RoutingEvent[]): CommandAnswer {
  const refused = events.find((event) => event.type === 'command_refused' || event.type === 'pull_refused');
  if (refused) throw refusal(refused.data.reason);
  let answer: CommandAnswer | null = null;
  for (const event of events) answer = outcomeOf(conversationId, event) ?? answer;
  if (answer === null) throw new ProblemException('conflict', 'Nothing has changed; look at it again.');
  return answer;
}

/** Null: says nothing about who has it, or where it waits. The last that does is the answer. */
function outcomeOf(conversationId: string, event: RoutingEvent): CommandAnswer | null {
  const none = { conversationId, agentId: null, groupId: null };
  switch (event.type) {
    case 'assigned':
    case 'offered': {
      const { agentId, groupId } = event.data;
      return { conversationId, outcome: event.type, agentId, groupId };
    }
    case 'transferred':
      return { conversationId, outcome: 'transferred', agentId: event.data.toAgentId, groupId: event.data.groupId };
    case 'queued':
    case 'requeued':
      return { ...none, outcome: 'queued', groupId: event.data.groupId };
    case 'pooled':
      return { ...none, outcome: 'pooled', groupId: event.data.groupId };
    case 'submission_offered':
      return { ...none, outcome: 'submission_offered', groupId: event.data.groupId };
    case 'reprioritised':
      return { ...none, outcome: 'reprioritised', groupId: event.data.groupId };
    case 'offer_ended':
      return { ...none, outcome: 'rejected' };
    case 'wait_extended': {
      const { timeoutAt, left } = event.data;
      return { ...none, outcome: 'extended', timeoutAt: new Date(timeoutAt).toISOString(), left };
    }
    case 'closed_by_staff':
    case 'released':
      return { ...none, outcome: 'closed' };
    case 'refused':
    case 'timed_out':
      return { ...none, outcome: 'ended' };
    default:
      return null;
  }
}
