// What the staff pages read of presence. All keys begin with that of one's own: one word makes all of them stale.
import type { MyPresence, PresenceList, PresenceStatuses, StatusRequestList } from '@frontdesk/contracts';
import { useQuery } from '@tanstack/react-query';
import { useFallbackInterval } from '../realtime/realtime-context';
import { useHttp } from './api-context';
import { keys } from './keys';

export function useMyPresence(enabled = true) {
  const http = useHttp();
  return useQuery({
    queryKey: keys.presence,
    queryFn: ({ signal }) => http.get<MyPresence>('/presence/me', signal),
    enabled,
    refetchInterval: useFallbackInterval(),
  });
}

export function usePresenceList() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.presenceList,
    queryFn: async ({ signal }) => (await http.get<PresenceList>('/presence', signal)).data,
    refetchInterval: useFallbackInterval(),
  });
}

export function useStatuses() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.statuses,
    queryFn: ({ signal }) => http.get<PresenceStatuses>('/presence/statuses', signal),
  });
}

export function useStatusRequests() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.statusRequests,
    queryFn: async ({ signal }) => (await http.get<StatusRequestList>('/presence/requests', signal)).data,
    refetchInterval: useFallbackInterval(),
  });
}
