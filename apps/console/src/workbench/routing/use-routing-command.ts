// A command to the engine. Its decision is the answer: what somebody else was quicker with is said, not shown as a fault.
import type { CommandAnswer } from '@frontdesk/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { notify } from '../../ui/notify';

export interface RoutingCommand {
  readonly conversationId: string;
  /** Below /v1; what follows the conversation's id. */
  readonly path: (id: string) => string;
  readonly body?: object;
}

export const assignTo = (conversationId: string, to: { agentId: string } | { groupId: string }): RoutingCommand => ({
  conversationId,
  path: (id) => `/conversations/${id}/assign`,
  body: to,
});

export function useRoutingCommand(onDone?: (answer: CommandAnswer) => void) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ conversationId, path, body }: RoutingCommand) =>
      http.post<CommandAnswer>(path(encodeURIComponent(conversationId)), body ?? {}),
    onSuccess: (answer) => onDone?.(answer),
    onError: (error) => {
      const refused = isProblem(error, 409);
      notify({
        color: refused ? 'yellow' : 'red',
        title: t(refused ? 'routing.refused' : 'routing.failed'),
        message: refused
          ? t(`routing.refusal.${error.code}` as 'routing.refusal.taken_by_other', { defaultValue: error.detail })
          : isProblem(error)
            ? error.detail
            : String(error),
      });
    },
    onSettled: (_answer, _error, { conversationId }) =>
      Promise.all(
        [keys.desk, keys.queue, keys.conversations, keys.conversation(conversationId), keys.events(conversationId)].map(
          (queryKey) => client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
