// The changes of one's own status: choosing, taking back, withdrawing. Each answers the status as it is then.
import type { MyPresence } from '@frontdesk/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { useRealtime } from '../../realtime/realtime-context';
import { notify } from '../../ui/notify';

export type StatusChange =
  | { readonly type: 'choose'; readonly status: string; readonly afterChat?: boolean }
  /** No status for after this chat after all. */
  | { readonly type: 'take_back' }
  /** No longer asks to leave. */
  | { readonly type: 'withdraw' };

export function useChooseStatus() {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const { session } = useRealtime();
  return useMutation({
    mutationFn: (change: StatusChange) => {
      if (change.type === 'take_back') return http.request<MyPresence>('DELETE', '/presence/me/pending');
      if (change.type === 'withdraw') return http.request<MyPresence>('DELETE', '/presence/me/request');
      const { status, afterChat = false } = change;
      const { connectionId } = session;
      const body = { status, afterChat, ...(connectionId === undefined ? {} : { connectionId }) };
      return http.request<MyPresence>('PUT', '/presence/me', { body });
    },
    onSuccess: (presence) => {
      client.setQueryData<MyPresence>(keys.presence, presence);
    },
    onError: (error) => {
      notify({
        color: 'red',
        title: t('status.failed'),
        message: isProblem(error) ? error.detail : t('problem.unreachable'),
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.presence }),
  });
}
