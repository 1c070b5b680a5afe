// A visitor's presence: lost and found again, each once.
import { describe, test } from '@jest/globals';
import { specify } from '@frontdesk/kernel/testing';
import { visitorDecider, type VisitorCommand, type VisitorEvent } from './index.js';

const given = specify(visitorDecider);
const visitorId = 'v1';
const connect: VisitorCommand = { type: 'connect', visitorId };
const connected: VisitorEvent = { type: 'presence.visitor_connected', data: { visitorId } };
const lose: VisitorCommand = { type: 'lose', visitorId, lastBeatAt: 5000, cause: 'lease_expired' };
const lost: VisitorEvent = {
  type: 'presence.visitor_lost',
  data: { visitorId, lastBeatAt: 5000, cause: 'lease_expired' },
};

describe('a visitor', () => {
  test('connects', () => given().when(connect).then(connected));
  test('connects once, with however many pages', () => given(connected).when(connect).thenNothing());
  test('is lost with the last beat that was heard', () => given(connected).when(lose).then(lost));
  test('is lost once', () => given(connected, lost).when(lose).thenNothing());
  test('who never came is not lost', () => given().when(lose).thenNothing());
  test('comes back', () => given(connected, lost).when(connect).then(connected));
});
