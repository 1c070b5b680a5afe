// A visitor's profile and past, as the panel beside the conversation shows them.
import type { VisitorHistory, VisitorProfile } from '@frontdesk/contracts';
import { useQuery } from '@tanstack/react-query';
import { useHttp } from '../../api/api-context';

export const profileKey = (visitorId: string) => ['visitor', visitorId] as const;

const PAGES_EVERY_MS = 15_000;

/** @param visitorId nobody yet: nothing is asked */
export function useProfile(visitorId: string | undefined) {
  const http = useHttp();
  return useQuery({
    queryKey: profileKey(visitorId ?? ''),
    queryFn: ({ signal }) => http.get<VisitorProfile>(`/visitors/${encodeURIComponent(visitorId ?? '')}`, signal),
    enabled: visitorId !== undefined,
    // What they look at is no event: it is asked for while somebody looks.
    refetchInterval: PAGES_EVERY_MS,
  });
}

export function useHistory(visitorId: string) {
  const http = useHttp();
  return useQuery({
    queryKey: [...profileKey(visitorId), 'history'],
    queryFn: ({ signal }) => http.get<VisitorHistory>(`/visitors/${encodeURIComponent(visitorId)}/history`, signal),
  });
}
