// What the workbench shows, as the address says it.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

const route = getRouteApi('/workbench');

export type Tab = 'mine' | 'queue' | 'pool' | 'submissions';

export interface Selection {
  readonly tab: Tab;
  readonly state: 'open' | 'closed';
  readonly id: string | undefined;
  readonly showTab: (tab: Tab) => void;
  readonly showState: (state: 'open' | 'closed') => void;
  readonly open: (id: string | undefined) => void;
  readonly openMine: (id: string) => void;
}

export function useSelection(): Selection {
  const search = route.useSearch();
  const navigate = useNavigate();
  const tab = search.tab ?? 'mine';
  const go = useCallback(
    (to: { tab: Tab; state?: 'open' | 'closed'; id?: string | undefined }, replace = false) => {
      void navigate({
        to: '/workbench',
        // The defaults stay out of the address.
        search: {
          tab: to.tab === 'mine' ? undefined : to.tab,
          state: to.state === 'closed' ? 'closed' : undefined,
          id: to.id,
        },
        replace,
      });
    },
    [navigate],
  );
  const state = search.state ?? 'open';
  return {
    tab,
    state,
    id: search.id,
    showTab: (next) => {
      go({ tab: next });
    },
    showState: (next) => {
      go({ tab, state: next });
    },
    open: (id) => {
      go({ tab, state, id }, search.id !== undefined && id !== undefined);
    },
    openMine: (id) => {
      go({ tab: 'mine', id });
    },
  };
}
