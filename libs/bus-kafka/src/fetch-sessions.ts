// Every consumer of kafkajs 2.2.4 fetches in a session, from outside: its protocol has the fields, its broker never fills
// them in.
import { createRequire } from 'node:module';
import { assert } from '@frontdesk/kernel';
import { FetchSession, type AskedTopic, type SessionFetch } from './fetch-session.js';

interface Request {
  readonly topics: readonly AskedTopic[];
}

interface Answer {
  readonly errorCode?: number;
  readonly sessionId?: number;
}

type Make = (request: object) => unknown;

interface Broker {
  fetch(request: Request): Promise<Answer>;
  lookupRequest(apiKey: number, definition: object): Make;
}

const require = createRequire(import.meta.url);
const { prototype } = require('kafkajs/src/broker') as { prototype: Broker };
const IN_SESSIONS = Symbol.for('frontdesk:fetch-sessions');

export function fetchInSessions(): void {
  if (Reflect.has(prototype, IN_SESSIONS)) return;
  const fetch: unknown = Reflect.get(prototype, 'fetch');
  assert(typeof fetch === 'function', 'kafkajs as it was when this was written');
  Reflect.set(prototype, IN_SESSIONS, true);
  const fetchOf = (broker: Broker, request: Request): Promise<Answer> =>
    Reflect.apply(fetch, broker, [request]) as Promise<Answer>;
  /** Each consumer has broker objects of its own, one for each node, and one fetch under way at each. */
  const sessions = new WeakMap<Broker, FetchSession>();
  const busy = new WeakSet<Broker>();

  prototype.fetch = async function (this: Broker, request) {
    if (busy.has(this)) return fetchOf(this, request);
    const session = sessions.get(this) ?? new FetchSession();
    sessions.set(this, session);
    busy.add(this);
    try {
      for (;;) {
        const stood = session.stands;
        const { topics, ...place } = session.ask(request.topics);
        const answer = await fetchOf(within(this, place), { ...request, topics });
        session.answered(answer);
        // The broker has forgotten the session: everything is said to it at once.
        if (!stood || session.stands) return answer;
      }
    } catch (error) {
      session.lost();
      throw error;
    } finally {
      busy.delete(this);
    }
  };
}

/** The same broker, whose requests say where in the session they stand. */
function within(broker: Broker, place: Omit<SessionFetch, 'topics'>): Broker {
  const lookupRequest: Broker['lookupRequest'] = (apiKey, definition) => {
    const make = broker.lookupRequest(apiKey, definition);
    return (request) => make({ ...request, ...place });
  };
  return Object.create(broker, { lookupRequest: { value: lookupRequest } }) as Broker;
}
