// Who asks. Comes from a credential alone; the workspace is never taken from a path, body or header.

export type Role = 'owner' | 'admin' | 'supervisor' | 'agent' | 'auditor' | 'integrator' | 'visitor';

export interface Principal {
  readonly workspace: string;
  /** The person's or visitor's id; an agent's id is the person's. */
  readonly id: string;
  readonly roles: readonly Role[];
  /** When the credential ends, epoch ms. */
  readonly expiresAt: number;
}
