// The desk of who manages people and keys: a chapter's workspace and a strange one beside it, whose staff the issuer knows,
// and others who are invited.
import type { InvitationView, IssuedKey, Member, PersonView, Problem } from '@frontdesk/contracts';
import { expect } from '@jest/globals';
import type { JWTPayload } from 'jose';
import type { Headers, Reply, ServedSettings } from './served-settings.js';

export const HOUR = 3_600_000;

export interface Invited {
  readonly person: PersonView;
  readonly link: string;
}

export const tokenIn = (link: string): string => link.split('#')[1] ?? '';

export class PeopleDesk {
  /** Whose staff finds nothing of this one. */
  readonly other: string;

  constructor(
    readonly served: ServedSettings,
    readonly workspace: string,
  ) {
    this.other = `${workspace}-other`;
  }

  /** Now, because whoever checks a key's end has no other clock than the machine's. */
  async open(): Promise<void> {
    this.served.clock.moveTo(Date.now());
    for (const workspace of [this.workspace, this.other]) await this.served.seed(workspace);
  }

  /** Time goes by, and what was believed is asked anew. */
  readonly pass = (ms: number): void => {
    const { clock, ports } = this.served;
    clock.moveTo(clock.now + ms);
    ports.verifier.forget();
  };

  readonly tokenOf = (claims: JWTPayload, issuer?: string): Promise<string> => this.served.token(claims, issuer);

  readonly staff = (role: string, workspace = this.workspace): Promise<string> =>
    this.tokenOf({ sub: `the-${role}`, workspace, roles: [role] });

  readonly ask = <Body = Problem>(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Headers,
  ): Promise<Reply<Body>> => this.served.ask<Body>(token, method, path, body, headers);

  readonly newKey = async (part: object = {}): Promise<IssuedKey> => {
    const body = { name: 'Shop', scopes: ['settings.read'], ...part };
    const { status, body: issued } = await this.ask<IssuedKey>(await this.staff('admin'), 'POST', '/v1/api-keys', body);
    expect(status).toBe(201);
    return issued;
  };

  readonly invite = async (email: string, part: object = {}): Promise<Invited> => {
    const body = { email, name: 'Eve', role: 'agent', groupIds: ['support'], ...part };
    return (await this.ask<Invited>(await this.staff('admin'), 'POST', '/v1/people', body)).body;
  };

  /** As the one who is invited, if nothing else is said. */
  readonly signedInAs = (sub: string, { person }: Invited, issuer?: string): Promise<string> =>
    this.tokenOf({ sub, email: person.email, email_verified: true }, issuer);

  readonly accept = async (sub: string, invited: Invited, issuer?: string): Promise<Reply<Member & Problem>> => {
    const token = await this.signedInAs(sub, invited, issuer);
    return this.ask(token, 'POST', '/v1/people/join', { token: tokenIn(invited.link) });
  };

  readonly read = (token: string, { link }: Pick<Invited, 'link'>, part: object = {}) =>
    this.ask<InvitationView & Pick<Problem, 'code'>>(token, 'POST', '/v1/people/invitation', {
      token: tokenIn(link),
      ...part,
    });
}
