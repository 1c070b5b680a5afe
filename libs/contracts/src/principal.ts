// Who asks. Comes from a credential alone; the workspace is never taken from a path, body or header.
import type { Granted } from './permissions.js';

export interface Principal extends Granted {
  readonly workspace: string;
  /** The person's or visitor's id, or `key:<id>`; an agent's id is the person's. */
  readonly id: string;
  /** When the credential ends, epoch ms. */
  readonly expiresAt: number;
  /** Of a visitor: the channel whose site the session was begun on. */
  readonly channel?: string;
}
