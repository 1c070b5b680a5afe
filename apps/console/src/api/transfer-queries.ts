// Hand-overs that wait for a yes of the person who is signed in.
import type { TransferList } from '@frontdesk/contracts';
import { useQuery } from '@tanstack/react-query';
import { useFallbackInterval } from '../realtime/realtime-context';
import { useHttp } from './api-context';
import { keys } from './keys';

export function useTransfers() {
  const http = useHttp();
  return useQuery({
    queryKey: keys.transfers,
    queryFn: ({ signal }) => http.get<TransferList>('/conversations/transfers', signal),
    refetchInterval: useFallbackInterval(),
  });
}
