// An agent's presence: what the agent chose and whether a connection lives never overwrite each other.
import { describe, test } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { agentDecider } from './index.js';
import { changed, choose, chosen, connect, connected, disconnect, disconnected } from './testing/words.js';

const given = specify(agentDecider);

describe('connecting', () => {
  test('C2a makes nobody online who has not said so', () => given().when(connect).then(connected));
  test('C2a brings back what was chosen', () =>
    given(chosen('online'))
      .when(connect)
      .then(connected, changed('offline', 'online', 'connection')));
  test('C2b P36 a second device changes nothing', () => given(chosen('busy'), connected).when(connect).thenNothing());
  test('C2c P37 an agent who chose offline stays offline, whatever comes back', () =>
    given(connected, chosen('online'), chosen('offline'), disconnected('closed')).when(connect).then(connected));
  test('C6a says over which connection', () =>
    given(chosen('online'))
      .when({ type: 'connect', agentId: 'ana', connectionId: 'c1' })
      .then(
        { type: 'presence.agent_connected', data: { agentId: 'ana', connectionId: 'c1' } },
        changed('offline', 'online', 'connection', { connectionId: 'c1' }),
      ));
});

describe('disconnecting', () => {
  test('C6a a silent connection takes the agent offline', () =>
    given(connected, chosen('online'))
      .when(disconnect('lease_expired'))
      .then(disconnected('lease_expired'), changed('online', 'offline', 'lease')));
  test('C6a a closed page too, with its own cause', () =>
    given(connected, chosen('busy'))
      .when(disconnect('closed'))
      .then(disconnected('closed'), changed('busy', 'offline', 'connection')));
  test('told twice is told once', () =>
    given(connected, disconnected('closed')).when(disconnect('lease_expired')).thenNothing());
  test('C2a leaves what was chosen as it is', () =>
    given(connected, chosen('online'), disconnected('lease_expired'))
      .when(connect)
      .then(connected, changed('offline', 'online', 'connection')));
});

describe('choosing', () => {
  test('counts at once while connected', () =>
    given(connected)
      .when(choose('online'))
      .then(chosen('online'), changed('offline', 'online', 'agent')));
  test('is kept for later while not connected', () => given().when(choose('online')).then(chosen('online')));
  test('the same again is no news', () => given(connected, chosen('busy')).when(choose('busy')).thenNothing());
  test('C6a a supervisor may choose, and is named', () =>
    given(connected, chosen('online'))
      .when(choose('offline', { by: 'sue' }))
      .then(chosen('offline', 'sue'), changed('online', 'offline', 'supervisor')));
  test('only what is known', () => given().when(choose('asleep')).thenRejected('unknown_status', '/status'));
});
