// Hands the API to the pages, and owns the query cache: one per signed-in person, so nothing leaks to the next.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { usePerson, useSession } from '../session/session-context';
import { createHttp, type Http } from './http';
import { isTransient } from './problem';

const HttpContext = createContext<Http | null>(null);

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The socket says when something changed; a refusal stays a refusal however often it is repeated.
        staleTime: 30_000,
        retry: (failures, error) => isTransient(error) && failures < 3,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const { sub } = usePerson();
  const http = useMemo(() => createHttp(session), [session]);
  // `sub` is not read, it is the reason for a new cache.
  const client = useMemo(() => (sub === '' ? null : createQueryClient()), [sub]);
  if (client === null) return null;
  return (
    <QueryClientProvider client={client}>
      <HttpContext value={http}>{children}</HttpContext>
    </QueryClientProvider>
  );
}

export function useHttp(): Http {
  const http = useContext(HttpContext);
  if (http === null) throw new Error('no ApiProvider above this component');
  return http;
}
