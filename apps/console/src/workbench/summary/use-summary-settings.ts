// The fields and tags that a summary may have.
import type { SummaryField, SummaryFieldsDocument, Tag, TagsDocument, Versioned } from '@frontdesk/contracts';
import { useQuery } from '@tanstack/react-query';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';

export interface SummarySettings {
  readonly fields: readonly SummaryField[];
  readonly tags: readonly Tag[];
}

/** Undefined while they are on their way. */
export function useSummarySettings(): SummarySettings | undefined {
  const http = useHttp();
  return useQuery({
    queryKey: [...keys.settings, 'of-summaries'],
    queryFn: async ({ signal }) => {
      const [fields, tags] = await Promise.all([
        http.get<Versioned<SummaryFieldsDocument>>('/settings/summary-fields', signal).catch(() => null),
        http.get<Versioned<TagsDocument>>('/settings/tags', signal).catch(() => null),
      ]);
      return { fields: fields?.document.fields ?? [], tags: tags?.document.tags ?? [] };
    },
  }).data;
}
