// Asks the visitor for a rating, where that is provided for and nobody has.
import type { ConversationView } from '@frontdesk/contracts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { useSending } from '../../api/use-sending';
import { ProblemNote } from '../../ui/problem-note';

export function InviteButton({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const sending = useSending();
  const { conversationId, rating } = conversation;
  if (sending.error !== null) return <ProblemNote error={sending.error} />;
  if (rating?.mayInvite !== true) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={sending.busy}
      onClick={() =>
        void sending.send(async () => {
          await http.post(`/conversations/${encodeURIComponent(conversationId)}/rating-invitation`);
          await client.invalidateQueries({ queryKey: keys.conversation(conversationId) });
        })
      }
    >
      {t('rating.invite')}
    </Button>
  );
}
