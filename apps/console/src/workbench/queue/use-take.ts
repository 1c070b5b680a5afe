// Taking somebody out of the queue: compare-and-set on the server, so somebody else may have been quicker.
import type { PullAnswer } from '@frontdesk/contracts';
import { notify } from '../../ui/notify';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';

const KNOWN = ['taken_by_other', 'visitor_left', 'at_limit', 'not_online', 'unknown_agent'] as const;
type Known = (typeof KNOWN)[number];

export function useTake(onTaken: (conversationId: string) => void) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (conversationId: string) => http.post<PullAnswer>(`/queue/${encodeURIComponent(conversationId)}/pull`),
    onSuccess: (_answer, conversationId) => {
      onTaken(conversationId);
    },
    onError: (error) => {
      const code = isProblem(error) ? error.code : '';
      const known = KNOWN.find((each): each is Known => each === code);
      notify({
        color: known === undefined ? 'red' : 'yellow',
        title: t(known === undefined ? 'queue.refused.other.title' : `queue.refused.${known}.title`),
        message:
          known === undefined ? (isProblem(error) ? error.detail : String(error)) : t(`queue.refused.${known}.body`),
      });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.queue }),
        client.invalidateQueries({ queryKey: keys.conversations }),
      ]),
  });
}
