// What is done to a conversation as a whole: locked, handed over, opened again. A refusal is said in the server's words.
import type { ConversationView } from '@frontdesk/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { notify } from '../../ui/notify';

export interface LifeCommand {
  readonly conversationId: string;
  /** Below /v1/conversations/{id}/ */
  readonly path: string;
  readonly body?: object;
  /** Of what would be done twice if it were sent twice. */
  readonly key?: string;
}

export function useLifeCommand(onDone?: (view: ConversationView) => void) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ conversationId, path, body, key }: LifeCommand) =>
      http.request<ConversationView>('POST', `/conversations/${encodeURIComponent(conversationId)}/${path}`, {
        body: body ?? {},
        ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
      }),
    onSuccess: (view) => onDone?.(view),
    onError: (error) => {
      const refused = isProblem(error, 409) || isProblem(error, 403);
      notify({
        color: refused ? 'yellow' : 'red',
        title: t(refused ? 'routing.refused' : 'routing.failed'),
        message: isProblem(error) ? error.detail : String(error),
      });
    },
    onSettled: (_view, _error, { conversationId }) =>
      Promise.all(
        [keys.conversations, keys.transfers, keys.conversation(conversationId), keys.events(conversationId)].map(
          (queryKey) => client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
