// Who asks. Comes from a credential alone; the workspace is never taken from a path, body or header.
import type { Permission } from './permissions.js';

export type Role = 'owner' | 'admin' | 'supervisor' | 'agent' | 'auditor' | 'integrator' | 'visitor';

export interface Principal {
  readonly workspace: string;
  /** The person's or visitor's id, or `key:<id>`; an agent's id is the person's. */
  readonly id: string;
  readonly roles: readonly Role[];
  /** When the credential ends, epoch ms. */
  readonly expiresAt: number;
  /** Of an API key: it may do nothing else, whatever its role allows. Absent: no such limit. */
  readonly scopes?: readonly Permission[];
  /** Of a visitor: the channel whose site the session was begun on. */
  readonly channel?: string;
}
