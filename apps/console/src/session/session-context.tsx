// Hands the session to the pages; below the gate there is always a signed-in person.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Person } from './claims';
import type { Session } from './session';
import type { SessionSnapshot } from './session-ports';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no SessionContext above this component');
  return session;
}

export function useSessionSnapshot(): SessionSnapshot {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

export function usePerson(): Person {
  const snapshot = useSessionSnapshot();
  if (snapshot.state !== 'signed_in') throw new Error('rendered outside the sign-in gate');
  return snapshot.person;
}
