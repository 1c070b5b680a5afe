// The people of the demo workspace. Their ids are the ids of the demo's agents.

export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly workspace: string;
}

const person = (sub: string, name: string, ...roles: readonly string[]): Person => ({
  sub,
  name,
  email: `${sub}@demo.example`,
  roles,
  workspace: 'demo',
});

export const PEOPLE: readonly Person[] = [
  person('ada', 'Ada', 'admin', 'owner'),
  person('sue', 'Sue', 'supervisor'),
  person('ana', 'Ana', 'agent'),
  person('ben', 'Ben', 'agent'),
  person('aud', 'Aud', 'auditor'),
];
