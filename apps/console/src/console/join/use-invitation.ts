// What the invitation behind a link says, and accepting it. Outside of the pages' cache: who is invited may belong nowhere.
import type { InvitationView, Member } from '@frontdesk/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Http } from '../../api/http';
import { useSession } from '../../session/session-context';

export interface Invitation {
  /** undefined: not read yet. */
  readonly view: InvitationView | undefined;
  readonly error: unknown;
  readonly read: () => void;
  readonly accept: () => Promise<Member>;
}

export function useInvitation(http: Http, token: string): Invitation {
  const { idToken } = useSession();
  // Many providers name the e-mail address in the ID token alone.
  const body = useMemo(() => ({ token, ...(idToken !== undefined && { idToken }) }), [token, idToken]);
  const [view, setView] = useState<InvitationView>();
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let gone = false;
    http.post<InvitationView>('/people/invitation', body).then(
      (read) => {
        if (gone) return;
        setError(null);
        setView(read);
      },
      (failure: unknown) => {
        if (!gone) setError(failure);
      },
    );
    return () => {
      gone = true;
    };
  }, [http, body, asked]);
  const read = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  const accept = useCallback(() => http.post<Member>('/people/join', body), [http, body]);
  return { view, error, read, accept };
}
