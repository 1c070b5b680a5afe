// A person who takes conversations: profile, picture, groups, reception limit, skills and weights (B3).
import { distinct, form, inTurn, listOf, members, named, oneOf, orNull, text, whole } from './check.js';
import type { Given } from './given.js';
import { identifier } from './identifier.js';
import { webAddress } from './web-address.js';

/** /v1/settings/agents/{id} */
export interface AgentDocument {
  readonly name: string;
  readonly email: string;
  /** Most simultaneous conversations, as the sum of their weights; integer 0–100. */
  readonly limit: number;
  readonly groupIds: readonly string[];
  readonly role: 'agent' | 'supervisor' | 'admin' | 'owner';
  /** Level by skill, 1–5. A rule may ask for a skill of at least a level. */
  readonly skills: Readonly<Record<string, number>>;
  /** How much of the limit a conversation of a channel takes; a channel that is not named takes 1. */
  readonly weights: Readonly<Record<string, number>>;
  /** An https address, for visitors and colleagues; null: the initials. */
  readonly picture: string | null;
}

export type GivenAgent = Given<AgentDocument, 'skills' | 'weights' | 'picture'>;

const email = form(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, 254, 'not_an_email', 'must be an e-mail address');

/** Names of skills are written by people: any word but one that could be mistaken for a path. */
export const skillLevels = named(
  form(/^[\p{L}\p{N}][\p{L}\p{N} ._+#-]*$/u, 60, 'not_a_skill', 'must be a word of letters and digits'),
  whole(1, 5),
  100,
);

export const agentCheck = members(
  {
    name: text(1, 200),
    email,
    limit: whole(0, 100),
    groupIds: inTurn(listOf(identifier, 100), distinct),
    role: oneOf('agent', 'supervisor', 'admin', 'owner'),
  },
  { skills: skillLevels, weights: named(identifier, whole(0, 100), 100), picture: orNull(webAddress) },
);

export const completeAgent = (given: GivenAgent): AgentDocument => ({
  ...{ skills: {}, weights: {}, picture: null },
  ...given,
});
