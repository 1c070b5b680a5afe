// A group of agents with one skill or purpose (B2). Who is in it stands with the agents.
import { members, text } from './check.js';

/** /v1/settings/groups/{id} */
export interface GroupDocument {
  readonly name: string;
  readonly guide: string;
}

export const groupCheck = members({ name: text(1, 200), guide: text(0, 2000) });
