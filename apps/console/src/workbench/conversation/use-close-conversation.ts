// Ending a conversation. There is no way back, so an unsent reply is asked about first.
import { notify } from '../../ui/notify';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import type { DraftStore } from '../../realtime/draft-store';

export function useCloseConversation(conversationId: string, drafts: DraftStore) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      if (drafts.read(conversationId) !== '' && !window.confirm(t('conversation.closeWithDraft'))) return;
      await http.post(`/conversations/${encodeURIComponent(conversationId)}/close`);
      drafts.write(conversationId, '');
    },
    onError: (error) => {
      notify({
        color: 'red',
        title: t('conversation.closeFailed'),
        message: isProblem(error) ? error.detail : String(error),
      });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.conversation(conversationId) }),
        client.invalidateQueries({ queryKey: keys.events(conversationId) }),
        client.invalidateQueries({ queryKey: keys.conversations }),
      ]),
  });
}
