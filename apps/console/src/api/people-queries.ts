// What the pages read of API keys and of people. Nothing says when they change, so what is read is soon stale.
import type { ApiKeyView, PersonView } from '@frontdesk/contracts';
import { useQuery } from '@tanstack/react-query';
import { useHttp } from './api-context';
import { keys } from './keys';

const STALE_MS = 5_000;

interface Listed<Item> {
  readonly data: readonly Item[];
}

export function useApiKeys() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.apiKeys,
    queryFn: async ({ signal }) => (await http.get<Listed<ApiKeyView>>('/api-keys', signal)).data,
    staleTime: STALE_MS,
  });
}

export function usePeople() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.people,
    queryFn: async ({ signal }) => (await http.get<Listed<PersonView>>('/people', signal)).data,
    staleTime: STALE_MS,
  });
}
