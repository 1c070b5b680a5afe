// A person who takes conversations: profile, groups, reception limit (B3).
import { distinct, form, inTurn, listOf, members, oneOf, text, whole } from './check.js';
import { identifier } from './identifier.js';

/** /v1/settings/agents/{id} */
export interface AgentDocument {
  readonly name: string;
  readonly email: string;
  /** Most simultaneous conversations; integer 0–100. */
  readonly limit: number;
  readonly groupIds: readonly string[];
  readonly role: 'agent' | 'supervisor' | 'admin' | 'owner';
}

const email = form(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, 254, 'not_an_email', 'must be an e-mail address');

export const agentCheck = members({
  name: text(1, 200),
  email,
  limit: whole(0, 100),
  groupIds: inTurn(listOf(identifier, 100), distinct),
  role: oneOf('agent', 'supervisor', 'admin', 'owner'),
});
