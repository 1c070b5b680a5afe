// Chapter: invitations, from the link to a person with a role.
import type { Me, PersonView } from '@frontdesk/contracts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { HOUR, tokenIn, type Invited, type PeopleDesk } from './people-desk.js';

export function invitations(desk: PeopleDesk): void {
  describe('A3d invitations', () => {
    beforeAll(() => desk.open());

    accepted(desk);
    bound(desk);
    ended(desk);
  });
}

function accepted({ accept, ask, invite, read, signedInAs, tokenOf, workspace }: PeopleDesk): void {
  test('whoever accepts is the person from now on, with role, groups and an agent document', async () => {
    const invited = await invite('eve@example.com');
    expect(invited.person).toMatchObject({ status: 'invited', email: 'eve@example.com', invitedBy: 'the-admin' });
    const eve = await tokenOf({ sub: 'eve' });
    expect((await ask(eve, 'GET', '/v1/me')).status).toBe(401);
    const { personId } = invited.person;
    expect(await accept('eve', invited)).toMatchObject({ status: 200, body: { personId, workspace } });
    expect((await ask<Me>(eve, 'GET', '/v1/me')).body).toMatchObject({ id: personId, roles: ['agent'] });
    const agent = await ask(eve, 'GET', `/v1/settings/agents/${personId}`);
    expect(agent.body).toMatchObject({ document: { name: 'Eve', role: 'agent', groupIds: ['support'], limit: 3 } });
  });

  test('the link works once, and for nobody else', async () => {
    const invited = await invite('first@example.com');
    await accept('first', invited);
    expect((await accept('first', invited)).status).toBe(200);
    expect(await accept('second', invited)).toMatchObject({ status: 410, body: { code: 'invitation_used' } });
    // The same subject of another issuer is somebody else.
    expect((await accept('first', invited, 'another')).body.code).toBe('invitation_used');
  });

  test('says who is invited by whom, to what and until when, before anything is accepted', async () => {
    const invited = await invite('kim@example.com', { name: 'Kim', role: 'supervisor' });
    const kim = await signedInAs('kim', invited);
    const said = { workspace, name: 'Kim', email: 'kim@example.com', role: 'supervisor', refusal: null };
    const { expiresAt, invitedAt } = invited.person;
    expect((await read(kim, invited)).body).toEqual({
      ...{ ...said, status: 'open', invitedBy: 'the-admin', invitedAt, expiresAt },
    });
    await accept('kim', invited);
    expect((await read(kim, invited)).body).toMatchObject({ ...said, status: 'yours' });
    expect((await read(await tokenOf({ sub: 'eve' }), invited)).body).toMatchObject({ ...said, status: 'used' });
    const another = await ask<Invited>(kim, 'POST', '/v1/people', {});
    expect(another.status).toBe(403);
  });
}

function bound({ accept, ask, invite, read, staff, tokenOf }: PeopleDesk): void {
  test('is accepted by nobody but the one with its e-mail address', async () => {
    const invited = await invite('lou@example.com');
    const mallory = await tokenOf({ sub: 'mallory', email: 'mallory@example.com', email_verified: true });
    const join = (as: string, part: object = {}) =>
      ask(as, 'POST', '/v1/people/join', { token: tokenIn(invited.link), ...part });
    expect(await join(mallory)).toMatchObject({ status: 403, body: { code: 'invitation_for_another' } });
    expect((await read(mallory, invited)).body).toMatchObject({
      status: 'open',
      refusal: { code: 'invitation_for_another', detail: expect.stringContaining('mallory@example.com') },
    });
    const unverified = await tokenOf({ sub: 'm2', email: 'lou@example.com', email_verified: false });
    expect((await join(unverified)).body.code).toBe('email_not_verified');
    const unnamed = await tokenOf({ sub: 'lou' });
    expect((await join(unnamed)).body.code).toBe('email_missing');
    // What nobody may accept has made no agent.
    const agents = await ask<{ data: { id: string }[] }>(await staff('admin'), 'GET', '/v1/settings/agents');
    expect(agents.body.data.map(({ id }) => id)).not.toContain(invited.person.personId);
  });

  test('takes the address from the ID token of the same sign-in, and from no other', async () => {
    const invited = await invite('pat@example.com');
    const access = await tokenOf({ sub: 'pat' });
    const idToken = (claims: JWTPayload, issuer?: string) =>
      tokenOf({ aud: 'desk', email: 'pat@example.com', ...claims }, issuer);
    const join = async (id: string) =>
      ask(access, 'POST', '/v1/people/join', { token: tokenIn(invited.link), idToken: id });
    const refused = [
      idToken({ sub: 'other' }),
      idToken({ sub: 'pat', aud: 'shop' }),
      idToken({ sub: 'pat' }, 'another'),
    ];
    for (const one of refused) expect((await join(await one)).status).toBe(401);
    expect((await read(access, invited, { idToken: await idToken({ sub: 'pat' }) })).body.refusal).toBeNull();
    expect((await join(await idToken({ sub: 'pat' }))).status).toBe(200);
  });

  test('a sign-in is one person of one workspace', async () => {
    await accept('taken', await invite('taken@example.com'));
    const { status, body } = await accept('taken', await invite('again@example.com'));
    expect([status, body.code]).toEqual([409, 'already_a_member']);
    const another = await accept('taken', await invite('twin@example.com'), 'another');
    expect(another.status).toBe(200);
  });

  test('of many who accept at once exactly one is let in', async () => {
    const invited = await invite('race@example.com');
    const answers = await Promise.all(['r1', 'r2', 'r3', 'r4', 'r5'].map((sub) => accept(sub, invited)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'invitation_used')).toHaveLength(4);
  });
}

function ended({ accept, ask, invite, pass, read, staff, tokenOf }: PeopleDesk): void {
  test('an expired, a revoked and an invented link lead nowhere', async () => {
    const expired = await invite('late@example.com', { validDays: 1 });
    const revoked = await invite('no@example.com');
    await ask(await staff('admin'), 'DELETE', `/v1/people/${revoked.person.personId}`);
    pass(24 * HOUR);
    expect((await accept('late', expired)).body.code).toBe('invitation_expired');
    expect((await accept('no', revoked)).body.code).toBe('invitation_withdrawn');
    expect((await accept('no', { ...revoked, link: '#nothing' })).status).toBe(404);
    const reader = await tokenOf({ sub: 'reader' });
    expect((await read(reader, expired)).body).toMatchObject({ status: 'expired', name: 'Eve', refusal: null });
    expect((await read(reader, revoked)).body).toMatchObject({ status: 'withdrawn', refusal: null });
    expect(await read(reader, { link: '#nothing' })).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const { body } = await ask<{ data: PersonView[] }>(await staff('admin'), 'GET', '/v1/people');
    const statusOf = ({ person }: Invited) => body.data.find(({ personId }) => personId === person.personId)?.status;
    expect([statusOf(expired), statusOf(revoked)]).toEqual(['expired', undefined]);
  });

  test('an unknown group is named by pointer', async () => {
    const body = { email: 'x', name: '', role: 'agent', groupIds: ['nowhere'] };
    const unknown = await ask(await staff('admin'), 'POST', '/v1/people', {
      ...body,
      email: 'x@example.com',
      name: 'X',
    });
    expect(unknown.body.errors?.map(({ pointer }) => pointer)).toEqual(['/groupIds/0']);
    const faults = await ask(await staff('admin'), 'POST', '/v1/people', { ...body, groupIds: [] });
    expect(faults.body.errors?.map(({ pointer }) => pointer)).toEqual(['/email', '/name']);
  });

  test('a removed person is refused at once, although just believed', async () => {
    const invited = await invite('gone@example.com');
    await accept('gone', invited);
    const gone = await tokenOf({ sub: 'gone' });
    expect((await ask(gone, 'GET', '/v1/me')).status).toBe(200);
    expect((await ask(await staff('admin'), 'DELETE', `/v1/people/${invited.person.personId}`)).status).toBe(204);
    expect((await ask(gone, 'GET', '/v1/me')).status).toBe(401);
    expect((await accept('gone', invited)).body.code).toBe('invitation_used');
  });

  test('another role counts at once', async () => {
    const invited = await invite('up@example.com');
    await accept('up', invited);
    const up = await tokenOf({ sub: 'up' });
    expect((await ask(up, 'GET', '/v1/people')).status).toBe(403);
    const path = `/v1/people/${invited.person.personId}/role`;
    expect((await ask(await staff('admin'), 'PUT', path, { role: 'supervisor' })).status).toBe(200);
    expect((await ask(up, 'GET', '/v1/people')).status).toBe(200);
  });
}
