// Filters and the opened document of a list page, kept in the address.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export interface ListSearch {
  readonly q?: string | undefined;
  readonly group?: string | undefined;
  /** The edited document's id, or `new`. */
  readonly edit?: string | undefined;
}

export type ListPath =
  | '/console/agents'
  | '/console/groups'
  | '/console/channels'
  | '/console/replies'
  | '/console/blocks'
  | '/console/templates';

export function useListSearch(path: ListPath) {
  const search: ListSearch = useSearch({ from: path });
  const navigate = useNavigate();
  const set = useCallback(
    (change: ListSearch, { saved = false }: { readonly saved?: boolean } = {}) => {
      // Typing in a filter is not a step back to return to; opening a document is.
      const replace = !('edit' in change);
      // Right after saving, the form has not rendered as clean yet: there is nothing to ask about.
      return navigate({ to: path, search: (before) => ({ ...before, ...change }), replace, ignoreBlocker: saved });
    },
    [navigate, path],
  );
  return { search, set };
}
