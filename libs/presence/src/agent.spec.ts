// An agent's presence: what the agent chose and whether a connection lives never overwrite each other.
import { describe, test } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import {
  agentDecider,
  type AgentCommand,
  type AgentEvent,
  type LossCause,
  type StatusCause,
  type Status,
} from './index.js';

const given = specify(agentDecider);
const agentId = 'ana';

const choose = (status: Status, by = agentId): AgentCommand => ({ type: 'choose', agentId, status, by });
const connect: AgentCommand = { type: 'connect', agentId };
const disconnect = (cause: LossCause): AgentCommand => ({ type: 'disconnect', agentId, cause });

const chosen = (status: Status, by = agentId): AgentEvent => ({
  type: 'presence.agent_status_chosen',
  data: { agentId, status, by },
});
const connected: AgentEvent = { type: 'presence.agent_connected', data: { agentId } };
const disconnected = (cause: LossCause): AgentEvent => ({
  type: 'presence.agent_disconnected',
  data: { agentId, cause },
});
const changed = (from: Status, to: Status, cause: StatusCause): AgentEvent => ({
  type: 'presence.agent_status_changed',
  data: { agentId, from, to, cause },
});

describe('connecting', () => {
  test('makes nobody online who has not said so', () => given().when(connect).then(connected));
  test('brings back what was chosen', () =>
    given(chosen('online'))
      .when(connect)
      .then(connected, changed('offline', 'online', 'connection')));
  test('a second device changes nothing', () => given(chosen('busy'), connected).when(connect).thenNothing());
  test('an agent who chose offline stays offline', () =>
    given(connected, chosen('online'), chosen('offline'), disconnected('closed')).when(connect).then(connected));
});

describe('disconnecting', () => {
  test('a silent connection takes the agent offline', () =>
    given(connected, chosen('online'))
      .when(disconnect('lease_expired'))
      .then(disconnected('lease_expired'), changed('online', 'offline', 'lease')));
  test('a closed page too, with its own cause', () =>
    given(connected, chosen('busy'))
      .when(disconnect('closed'))
      .then(disconnected('closed'), changed('busy', 'offline', 'connection')));
  test('told twice is told once', () =>
    given(connected, disconnected('closed')).when(disconnect('lease_expired')).thenNothing());
});

describe('choosing', () => {
  test('counts at once while connected', () =>
    given(connected)
      .when(choose('online'))
      .then(chosen('online'), changed('offline', 'online', 'agent')));
  test('is kept for later while not connected', () => given().when(choose('online')).then(chosen('online')));
  test('the same again is no news', () => given(connected, chosen('busy')).when(choose('busy')).thenNothing());
  test('a supervisor may choose, and is named', () =>
    given(connected, chosen('online'))
      .when(choose('offline', 'sue'))
      .then(chosen('offline', 'sue'), changed('online', 'offline', 'supervisor')));
  test('only what is known', () =>
    given()
      .when(choose('asleep' as Status))
      .thenRejected('unknown_status'));
});
