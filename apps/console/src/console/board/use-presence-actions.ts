// What a supervisor does about others' statuses: answering who asks to leave online, and choosing for an agent.
import type { StatusRequestView } from '@frontdesk/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { notify } from '../../ui/notify';

export type PresenceAction =
  | { readonly type: 'approve' | 'refuse'; readonly request: StatusRequestView }
  | { readonly type: 'force'; readonly agentId: string; readonly status: string };

export function usePresenceActions() {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (action: PresenceAction): Promise<void> => {
      if (action.type === 'force') {
        const { agentId, status } = action;
        await http.request('PUT', `/presence/agents/${encodeURIComponent(agentId)}/status`, { body: { status } });
        return;
      }
      const { agentId, requestId } = action.request;
      const path = `/presence/agents/${encodeURIComponent(agentId)}/requests/${encodeURIComponent(requestId)}`;
      await http.post(`${path}/${action.type}`);
    },
    onError: (error) => {
      notify({
        // Somebody else was first: news, not a failure.
        color: isProblem(error, 409) ? 'yellow' : 'red',
        title: t('board.presenceFailed'),
        message: isProblem(error) ? error.detail : t('problem.unreachable'),
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.presence }),
  });
}
