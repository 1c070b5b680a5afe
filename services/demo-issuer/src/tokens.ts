// What the issuer signs: tokens for the API, who somebody is for the pages, and the two papers that are traded for them.
// All of it is signed and none of it stored, so that any replica takes what another one gave.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { PEOPLE, type Person } from './people.js';
import { SigningKey } from './signing-key.js';

export const AUDIENCE = 'frontdesk';
/** The pages, as every OIDC provider knows them: a public client. */
export const CLIENT_ID = 'frontdesk-pages';
export const SCOPE = 'openid profile email';

const EIGHT_HOURS = 8 * 60 * 60;
const THIRTY_DAYS = 30 * 24 * 60 * 60;
const ONE_MINUTE = 60;
/** Codes and refresh tokens are for this issuer alone: no service takes one for a token. */
const OURSELVES = 'demo-issuer';

export interface TokenAnswer {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** What was asked for when somebody signed in; a code is good for the same asker alone. */
export interface Asked {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
}

@Injectable()
export class Tokens {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SigningKey) private readonly key: SigningKey,
  ) {}

  /** The origin is known only when the process listens, so it is asked for each time. */
  issuer(): string {
    return `${this.ports.publicUrl()}/demo-issuer`;
  }

  async answer(person: Person, nonce: string | null = null): Promise<TokenAnswer> {
    const { sub, name, email, roles, workspace } = person;
    const claims = { sub, name, email, iss: this.issuer() };
    const [access_token, id_token, refresh_token] = await Promise.all([
      this.key.sign({ ...claims, roles: [...roles], workspace, aud: AUDIENCE }, EIGHT_HOURS),
      this.key.sign({ ...claims, aud: CLIENT_ID, ...(nonce !== null && { nonce }) }, EIGHT_HOURS),
      this.key.sign({ sub, use: 'refresh', iss: this.issuer(), aud: OURSELVES }, THIRTY_DAYS),
    ]);
    return { access_token, id_token, refresh_token, token_type: 'Bearer', expires_in: EIGHT_HOURS, scope: SCOPE };
  }

  code({ sub }: Person, asked: Asked): Promise<string> {
    const paper = { sub, use: 'code', jti: this.ports.ids.next(), iss: this.issuer(), aud: OURSELVES };
    return this.key.sign({ ...paper, ...asked }, ONE_MINUTE);
  }

  /** Who signed in with a code, once; null when it is none of ours, old, or was traded before. */
  async redeem(code: string): Promise<{ person: Person; asked: Asked } | null> {
    const paper = await this.key.read(code, { issuer: this.issuer(), audience: OURSELVES });
    if (paper?.['use'] !== 'code') return null;
    if (!(await this.ports.signals.first(`demo-issuer:code:${paper.jti ?? ''}`, 2 * ONE_MINUTE * 1_000))) return null;
    const person = personOf(paper.sub);
    return person === null ? null : { person, asked: paper as unknown as Asked };
  }

  /** Whose refresh token it is; null when it is none, or too old. */
  async refresh(token: string): Promise<Person | null> {
    const paper = await this.key.read(token, { issuer: this.issuer(), audience: OURSELVES });
    return paper?.['use'] === 'refresh' ? personOf(paper.sub) : null;
  }
}

export const personOf = (sub: string | null | undefined): Person | null =>
  PEOPLE.find((one) => one.sub === sub) ?? null;
