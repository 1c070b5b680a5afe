// How a conversation goes on: handing it over, what is open to whoever it is closed for.

/** POST /v1/conversations/{id}/transfer, with Idempotency-Key: to an agent or a group, exactly one of the two. */
export interface AskTransferBody {
  readonly agentId?: string;
  readonly groupId?: string;
  /** For whoever has it next; the visitor never sees it. */
  readonly note?: string;
}

/** A hand-over that is asked for, or on its way. */
export interface TransferView {
  readonly requestId: string;
  readonly toAgentId: string | null;
  readonly toGroupId: string | null;
  readonly toName: string;
  readonly by: string;
  readonly byName: string;
  readonly note: string;
  /** Whose yes it waits for; `none`: nobody's, routing is about to do it. */
  readonly waitsFor: 'none' | 'agent' | 'supervisor';
  readonly expiresAt: string | null;
  /** By the server's clock at the moment of the answer. */
  readonly remainingMs: number | null;
}

/**
 * Where somebody can go who meets a closed conversation: in its view, and in the problem `conversation_closed` that
 * refuses a message. `reopen` and `start` are calls; `submit` is where a message can be left.
 */
export interface WayOn {
  readonly way: 'reopen' | 'start' | 'submit';
  readonly method: 'POST';
  readonly href: string;
  /** Of `reopen`: how long it is open. */
  readonly until?: string;
}
