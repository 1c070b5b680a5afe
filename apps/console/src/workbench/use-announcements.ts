// Says so when a conversation arrives or a visitor writes where the agent is not looking.
import type { ConversationView } from '@frontdesk/contracts';
import { notifications } from '@mantine/notifications';
import { notify } from '../ui/notify';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStoredFlag } from '../ui/use-stored-flag';
import { armChime, chime } from './chime';
import type { Selection } from './use-selection';

export function useAnnouncements(mine: readonly ConversationView[] | undefined, selection: Selection): void {
  const { t } = useTranslation();
  const [sound] = useStoredFlag('sound', true);
  /** Unread by conversation at the last look; undefined before the first list, which announces nothing. */
  const known = useRef<ReadonlyMap<string, number>>(undefined);
  const openId = selection.tab === 'mine' ? selection.id : undefined;

  useEffect(armChime, []);

  useEffect(() => {
    if (openId !== undefined) notifications.hide(`assigned-${openId}`);
  }, [openId]);

  useEffect(() => {
    if (mine === undefined) return;
    const before = known.current;
    known.current = new Map(mine.map((each) => [each.conversationId, each.unread]));
    if (before === undefined) return;
    const arrived = mine.filter((each) => !before.has(each.conversationId));
    const looking = document.visibilityState === 'visible' && document.hasFocus();
    const wrote = mine.some(
      (each) => each.unread > (before.get(each.conversationId) ?? 0) && !(looking && each.conversationId === openId),
    );
    if (sound && (arrived.length > 0 || wrote)) chime(arrived.length > 0 ? 'assigned' : 'message');
    for (const each of arrived) {
      // Taken by hand: it is already on the screen.
      if (each.conversationId === openId) continue;
      const id = `assigned-${each.conversationId}`;
      notify({
        id,
        title: t('announce.assigned', { name: each.visitor.name }),
        message: each.lastMessage?.text ?? t('announce.noMessageYet'),
        style: { cursor: 'pointer' },
        onClick: () => {
          selection.openMine(each.conversationId);
          notifications.hide(id);
        },
      });
    }
  }, [mine, openId, selection, sound, t]);
}
