// The embedded demo issuer: the people it knows, and a token for one of them.
import type { Person } from './claims';

export interface IssuedToken {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
}

export class NoDemoIssuer extends Error {}

export async function fetchPeople(): Promise<readonly Person[]> {
  const response = await fetch('/demo-issuer/people', { headers: { accept: 'application/json' } });
  if (response.status === 404) throw new NoDemoIssuer('no demo issuer');
  if (!response.ok) throw new Error(`the demo issuer answered ${String(response.status)}`);
  const body: unknown = await response.json();
  return (Array.isArray(body) ? body : []) as readonly Person[];
}

/** Undefined when the issuer doesn't know the person: asking again would not help. */
export async function issueToken(sub: string): Promise<IssuedToken | undefined> {
  const response = await fetch('/demo-issuer/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ sub }),
  });
  if (response.status >= 400 && response.status < 500) return undefined;
  if (!response.ok) throw new Error(`the demo issuer answered ${String(response.status)}`);
  return (await response.json()) as IssuedToken;
}
