// A session over its life: signing in, renewing, ending without a loss, several tabs; provider and server are played.
import { jest } from '@jest/globals';
import { ErrorResponse, ErrorTimeout, User } from 'oidc-client-ts';
import type { Me, SignInProvider } from '@frontdesk/contracts';
import { ApiProblem, unreachable } from '../api/problem';
import type { Manager } from './provider';
import { Session } from './session';
import type { SessionPorts } from './session-ports';
import type { TabMessage } from './tabs';

const NOW = Date.UTC(2026, 0, 1);
const IDP: SignInProvider = {
  ...{
    issuer: 'https://id.example',
    clientId: 'desk',
    scope: 'openid',
    audience: 'frontdesk',
    name: null,
    demo: false,
  },
};
const DEMO: SignInProvider = { ...IDP, issuer: 'http://localhost:3000/demo-issuer', demo: true };

const userOf = (token: string, { refresh = true, expiresIn = 600, sub = 'ana', state = {} } = {}): User =>
  new User({
    ...{ access_token: token, id_token: 'id', token_type: 'Bearer', session_state: null, userState: state },
    ...(refresh && { refresh_token: 'r' }),
    profile: { sub, name: 'Ana', email: 'ana@example.org', iss: 'i', aud: 'a', exp: 0, iat: 0 },
    expires_at: NOW / 1_000 + expiresIn,
  });

interface World {
  readonly session: Session;
  readonly manager: jest.Mocked<Manager>;
  readonly ports: SessionPorts;
  /** What the other tabs were told, and a word of theirs. */
  readonly told: TabMessage[];
  readonly hear: (message: TabMessage) => void;
  readonly timers: { readonly delayMs: number; readonly run: () => void }[];
  readonly shown: () => string;
}

function storage(): SessionPorts['thisTab'] {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

function world(at: string, over: Partial<SessionPorts> = {}): World {
  let address = new URL(at, 'https://chat.example');
  const [told, timers]: [TabMessage[], World['timers']] = [[], []];
  let hear: World['hear'] = () => undefined;
  const manager: jest.Mocked<Manager> = {
    getUser: jest.fn<Manager['getUser']>().mockResolvedValue(null),
    storeUser: jest.fn<Manager['storeUser']>().mockResolvedValue(undefined),
    removeUser: jest.fn<Manager['removeUser']>().mockResolvedValue(undefined),
    signinRedirect: jest.fn<Manager['signinRedirect']>().mockResolvedValue(undefined),
    signinCallback: jest.fn<Manager['signinCallback']>().mockResolvedValue(undefined),
    signinSilent: jest.fn<Manager['signinSilent']>().mockResolvedValue(null),
    signoutRedirect: jest.fn<Manager['signoutRedirect']>().mockResolvedValue(undefined),
  };
  const ports: SessionPorts = {
    providers: () => Promise.resolve([IDP]),
    me: () => Promise.resolve(ME),
    demoTokens: () => Promise.resolve(undefined),
    profileOf: () => userOf('t').profile,
    manager: () => manager,
    begunAt: (state) => (state === 'mine' ? IDP : undefined),
    tabs: { tell: (message) => void told.push(message), listen: (call) => (hear = call) },
    remembered: storage(),
    thisTab: storage(),
    address: () => address,
    show: (next) => (address = new URL(next, address)),
    openWindow: jest.fn(() => true),
    closeWindow: jest.fn(),
    newId: () => 'tab-1',
    language: () => 'en',
    now: () => NOW,
    after: (delayMs, run) => {
      timers.push({ delayMs, run });
      return () => undefined;
    },
    ...over,
  };
  const session = new Session(ports);
  const shown = () => address.href.replace(address.origin, '');
  return { session, manager, ports, told, hear: (message) => hear(message), timers, shown };
}

const ME: Me = { workspace: 'shop', id: 'ana', roles: ['agent'], scopes: null, expiresAt: null };
const ANA = { sub: 'ana', name: 'Ana', email: 'ana@example.org', roles: ['agent'], workspace: 'shop' };
beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());
const soon = () => new Promise((done) => setImmediate(done));

async function signedIn(over: Partial<SessionPorts> = {}, user = userOf('first')): Promise<World> {
  const made = world('/console/queue?edit=x', over);
  made.manager.getUser.mockResolvedValue(user);
  await made.session.start();
  expect(made.session.snapshot()).toEqual({ state: 'signed_in', person: ANA, ended: false });
  return made;
}

describe('A3h signing in', () => {
  it('waits at the door, and takes the address along that was asked for', async () => {
    const { session, manager } = world('/console/queue?edit=x#there');
    await session.start();
    expect(session.snapshot()).toEqual({ state: 'signed_out', notice: null, providers: [IDP] });
    await session.signIn(IDP);
    expect(manager.signinRedirect).toHaveBeenCalledWith(
      expect.objectContaining({ nonce: 'tab-1', ui_locales: 'en', state: { returnTo: '/console/queue?edit=x#there' } }),
    );
  });

  it('comes back to that address with a person', async () => {
    const { session, manager, shown, timers } = world('/console/sign-in?code=c&state=mine');
    manager.signinCallback.mockResolvedValue(userOf('first', { state: { returnTo: '/console/queue?edit=x' } }));
    await session.start();
    expect(shown()).toBe('/console/queue?edit=x');
    expect(session.snapshot()).toEqual({ state: 'signed_in', person: ANA, ended: false });
    expect(session.token).toBe('first');
    // A minute before the end.
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([540_000]);
  });

  it.each([
    ['a state that was not begun here', 'theirs', undefined, 'not_begun_here'],
    ['a nonce of another sign-in', 'mine', new Error('nonce in id_token does not match'), 'not_begun_here'],
    ['a refusal', 'mine', new ErrorResponse({ error: 'access_denied' }), 'denied'],
    ['an error', 'mine', new ErrorResponse({ error: 'invalid_scope', error_description: 'no' }), 'provider_refused'],
    ['a provider that is away', 'mine', new TypeError('Failed to fetch'), 'provider_away'],
  ])('says what became of %s', async (_, state, error, kind) => {
    const { session, manager } = world(`/console/sign-in?code=c&state=${state}`);
    manager.signinCallback.mockRejectedValue(error);
    await session.start();
    expect(session.snapshot()).toMatchObject({ state: 'signed_out', notice: { kind } });
    expect(session.token).toBeUndefined();
  });

  it('a provider that can not be reached is said at the door', async () => {
    const { session, manager } = world('/workbench');
    manager.signinRedirect.mockRejectedValue(new TypeError('Failed to fetch'));
    await session.start();
    await session.signIn(IDP);
    expect(session.snapshot()).toMatchObject({ state: 'signed_out', notice: { kind: 'provider_away' } });
  });

  it('a token that our server does not take is no session, and its reason is shown', async () => {
    const refusal = new ApiProblem(401, 'unauthenticated', 'its audience (aud) must hold frontdesk');
    const { session, manager } = world('/workbench', { me: () => Promise.reject(refusal) });
    manager.getUser.mockResolvedValue(userOf('first'));
    await session.start();
    const notice = { kind: 'token_refused', detail: 'its audience (aud) must hold frontdesk' };
    expect(session.snapshot()).toMatchObject({ state: 'signed_out', notice });
    expect(manager.removeUser).toHaveBeenCalled();
  });

  it('a server that is away costs no session', async () => {
    const me = jest.fn<SessionPorts['me']>().mockRejectedValueOnce(unreachable()).mockResolvedValue(ME);
    const { session, manager, timers } = world('/workbench', { me });
    manager.getUser.mockResolvedValue(userOf('first'));
    await session.start();
    expect(session.snapshot()).toMatchObject({ state: 'signed_out', notice: { kind: 'unreachable' } });
    // It is asked again by itself.
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([3_000]);
    timers[0]?.run();
    await soon();
    expect(session.snapshot()).toMatchObject({ state: 'signed_in' });
  });

  it('whom nobody has invited is told so, and is somebody once invited', async () => {
    const stranger = new ApiProblem(401, 'not_invited', 'nobody');
    const me = jest.fn<SessionPorts['me']>().mockRejectedValueOnce(stranger).mockResolvedValue(ME);
    const { session, manager } = world('/console/join#token', { me });
    manager.getUser.mockResolvedValue(userOf('first'));
    await session.start();
    expect(session.snapshot()).toEqual({ state: 'not_invited', name: 'Ana' });
    await session.refresh();
    expect(session.snapshot()).toEqual({ state: 'signed_in', person: ANA, ended: false });
  });

  it('a link with ?as= needs no page of the demo’s issuer, and wins over whoever was there', async () => {
    const issued = { access_token: 'demo', id_token: 'i', refresh_token: 'r', token_type: 'Bearer', scope: 's' };
    const { session, manager } = world('/workbench?as=ana', {
      providers: () => Promise.resolve([DEMO]),
      demoTokens: (sub) => Promise.resolve(sub === 'ana' ? { ...issued, expires_in: 600 } : undefined),
    });
    manager.getUser.mockResolvedValue(userOf('kept', { sub: 'ben' }));
    await session.start();
    expect(session.token).toBe('demo');
    expect(manager.signinRedirect).not.toHaveBeenCalled();
    const unknown = world('/workbench?as=eve', { providers: () => Promise.resolve([DEMO]) });
    await unknown.session.start();
    expect(unknown.session.snapshot()).toMatchObject({ notice: { kind: 'unknown_person' } });
  });
});

describe('A3h several tabs', () => {
  it('a new tab asks the provider without a page, once', async () => {
    const { session, manager, ports } = world('/workbench');
    ports.remembered.setItem('frontdesk.provider', IDP.issuer);
    await session.start();
    expect(manager.signinRedirect).toHaveBeenCalledWith(expect.objectContaining({ prompt: 'none' }));
    const back = world('/console/sign-in?error=login_required&state=mine', { remembered: ports.remembered });
    const state = { returnTo: '/workbench?tab=queue' };
    back.manager.signinCallback.mockRejectedValue(new ErrorResponse({ error: 'login_required', userState: state }));
    await back.session.start();
    expect(back.session.snapshot()).toMatchObject({ state: 'signed_out', notice: null });
    expect(back.shown()).toBe('/workbench?tab=queue');
    expect(ports.remembered.getItem('frontdesk.provider')).toBeNull();
  });

  it('who signs out has left all tabs, and nobody else’s', async () => {
    const one = await signedIn();
    await one.session.signOut();
    expect(one.manager.signoutRedirect).toHaveBeenCalledWith({ id_token_hint: 'id' });
    const [other, bens] = [await signedIn(), await signedIn()];
    for (const message of one.told) other.hear(message);
    bens.hear({ type: 'signed_out', sub: 'ben' });
    await soon();
    expect(other.session.snapshot()).toMatchObject({ state: 'signed_out', notice: { kind: 'signed_out' } });
    expect(bens.session.snapshot()).toMatchObject({ state: 'signed_in', ended: false });
  });

  it('who signs in as somebody else comes back to what was meant for them, once', async () => {
    const invited = world('/console/join#token');
    invited.manager.getUser.mockResolvedValue(userOf('first'));
    await invited.session.start();
    await invited.session.signInAsOther();
    expect(invited.manager.signoutRedirect).toHaveBeenCalledWith({ id_token_hint: 'id' });
    const { thisTab } = invited.ports;
    const back = world('/console/sign-in', { thisTab });
    await back.session.start();
    expect(back.session.snapshot()).toMatchObject({ state: 'signed_out', notice: { kind: 'signed_out' } });
    expect(back.shown()).toBe('/console/join#token');
    const later = world('/console/sign-in', { thisTab });
    await later.session.start();
    expect(later.shown()).toBe('/workbench');
  });

  it('a provider without a way out is left all the same', async () => {
    const { session, manager } = await signedIn();
    manager.signoutRedirect.mockRejectedValue(new Error('No end session endpoint'));
    await session.signOut();
    expect(session.snapshot()).toMatchObject({ state: 'signed_out', notice: { kind: 'signed_out' } });
  });
});

describe('A3h renewing', () => {
  it('changes nothing on the page', async () => {
    const { session, manager, timers } = await signedIn();
    const heard = jest.fn();
    session.subscribe(heard);
    manager.signinSilent.mockResolvedValue(userOf('second'));
    timers[0]?.run();
    await soon();
    expect(session.token).toBe('second');
    expect(heard).not.toHaveBeenCalled();
    expect(timers).toHaveLength(2);
  });

  it('is tried again when the network was to blame', async () => {
    const { session, manager, timers } = await signedIn();
    manager.signinSilent.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue(userOf('second'));
    timers[0]?.run();
    await soon();
    expect(timers.at(-1)?.delayMs).toBe(5_000);
    expect(session.snapshot()).toMatchObject({ ended: false });
    timers.at(-1)?.run();
    await soon();
    expect(session.token).toBe('second');
  });

  it('asks once for many requests that were refused together', async () => {
    const { session, manager } = await signedIn();
    manager.signinSilent.mockResolvedValue(userOf('second'));
    expect(await Promise.all([session.refused('first'), session.refused('first')])).toEqual([true, true]);
    expect(await session.refused('first')).toBe(true);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
  });

  it('a doubled tab whose refresh token is used up asks the provider in a frame', async () => {
    const { session, manager } = await signedIn();
    const used = new ErrorResponse({ error: 'invalid_grant' });
    manager.signinSilent.mockRejectedValueOnce(used).mockResolvedValue(userOf('second'));
    expect(await session.refused('first')).toBe(true);
    expect(manager.signinSilent).toHaveBeenLastCalledWith({ forceIframeAuth: true });
  });

  it.each([
    ['the provider refuses', userOf('first'), new ErrorResponse({ error: 'invalid_grant' })],
    ['no frame answers', userOf('first', { refresh: false }), new ErrorTimeout('late')],
  ])('ends the session and keeps the page when %s; signed in again beside it, it goes on', async (_, user, error) => {
    const { session, manager, ports, hear } = await signedIn({}, user);
    manager.signinSilent.mockRejectedValue(error);
    expect(await session.refused('first')).toBe(false);
    expect(session.snapshot()).toEqual({ state: 'signed_in', person: ANA, ended: true });
    const asked = manager.signinSilent.mock.calls.length;
    expect(await session.refused('first')).toBe(false);
    expect(manager.signinSilent).toHaveBeenCalledTimes(asked);
    await session.signInAgain();
    expect(ports.openWindow).toHaveBeenCalledWith(expect.stringContaining('/console/sign-in?tab=tab-1'));
    hear({ type: 'signed_in_again', tab: 'another', user: userOf('third').toStorageString() });
    hear({ type: 'signed_in_again', tab: 'tab-1', user: userOf('second').toStorageString() });
    await soon();
    expect(session.token).toBe('second');
    expect(session.snapshot()).toEqual({ state: 'signed_in', person: ANA, ended: false });
  });

  it('the window for signing in again hands over to its tab', async () => {
    const asked = world(`/console/sign-in?tab=tab-9&issuer=${IDP.issuer}&hint=ana@example.org`);
    await asked.session.start();
    expect(asked.manager.signinRedirect).toHaveBeenCalledWith(
      expect.objectContaining({ login_hint: 'ana@example.org', state: { returnTo: '/workbench', tab: 'tab-9' } }),
    );
    const { session, manager, told, ports } = world('/console/sign-in?code=c&state=mine');
    manager.signinCallback.mockResolvedValue(userOf('second', { state: { returnTo: '/workbench', tab: 'tab-9' } }));
    await session.start();
    expect(told).toEqual([
      { type: 'signed_in_again', tab: 'tab-9', user: expect.stringContaining('second') as string },
    ]);
    expect(session.snapshot()).toEqual({ state: 'handed_over' });
    expect(ports.closeWindow).toHaveBeenCalled();
  });

  it('a token that is refused although it is new ends the session', async () => {
    const { session } = await signedIn();
    session.lost('older');
    expect(session.snapshot()).toMatchObject({ ended: false });
    session.lost('first');
    expect(session.snapshot()).toMatchObject({ ended: true });
  });

  it('after a long sleep a page that is loaded again renews, or is at the door', async () => {
    const late = userOf('old', { expiresIn: -60 });
    const { session, manager } = world('/workbench');
    manager.getUser.mockResolvedValue(late);
    manager.signinSilent.mockResolvedValue(userOf('second'));
    await session.start();
    expect(session.token).toBe('second');
    const over = world('/workbench');
    over.manager.getUser.mockResolvedValue(late);
    over.manager.signinSilent.mockRejectedValue(new ErrorResponse({ error: 'invalid_grant' }));
    await over.session.start();
    expect(over.session.snapshot()).toMatchObject({ state: 'signed_out', notice: { kind: 'ended' } });
  });
});
