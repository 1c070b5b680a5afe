// The agent's place of work: lists on the left, the conversation in the middle, who it is on the right.
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useConversations } from '../api/staff-queries';
import { usePageTitle } from '../ui/page-title';
import { ConversationPane } from './conversation/conversation-pane';
import { Inbox } from './inbox/inbox';
import { DeskNotes } from './offers/desk-notes';
import { StatusSwitch } from './presence/status-switch';
import { WaitingFacts } from './queue/waiting-facts';
import { WaitingPane } from './queue/waiting-pane';
import { ShortcutsHelp } from './shortcuts/shortcuts-help';
import { useShortcuts } from './shortcuts/use-shortcuts';
import { SubmissionFacts } from './submissions/submission-facts';
import { SubmissionPane } from './submissions/submission-pane';
import { useAnnouncements } from './use-announcements';
import { useSelection } from './use-selection';
import { NothingOpen } from './nothing-open';
import { NoVisitor } from './visitor/no-visitor';
import { VisitorPanel } from './visitor/visitor-panel';
import classes from './workbench-page.module.css';

export function WorkbenchPage() {
  const { t } = useTranslation();
  const selection = useSelection();
  const { tab, id } = selection;
  const mine = useConversations('mine', 'open').data?.data;
  const unread = (mine ?? []).reduce((sum, each) => sum + each.unread, 0);
  const [helpOpen, help] = useDisclosure(false);
  const [aboutOpen, about] = useDisclosure(false);
  usePageTitle(t('areas.workbench'), unread);
  useAnnouncements(mine, selection);
  useShortcuts(selection, help.toggle);

  return (
    <main className={classes.panes} data-open={id !== undefined} data-about={aboutOpen}>
      <h1 className={classes.hidden}>{t('areas.workbench')}</h1>
      <section className={classes.left} aria-label={t('workbench.listsLabel')}>
        <StatusSwitch />
        <DeskNotes selection={selection} />
        <Inbox selection={selection} onHelp={help.open} />
      </section>
      <section className={classes.middle} aria-label={t('workbench.middleLabel')}>
        {id === undefined ? (
          <div className={classes.centre}>
            <NothingOpen tab={tab} />
          </div>
        ) : null}
        {id !== undefined && tab === 'mine' ? (
          <ConversationPane key={id} conversationId={id} selection={selection} onAbout={about.toggle} />
        ) : null}
        {id !== undefined && (tab === 'queue' || tab === 'pool') ? (
          <WaitingPane key={id} conversationId={id} list={tab} selection={selection} />
        ) : null}
        {id !== undefined && tab === 'submissions' ? (
          <SubmissionPane key={id} submissionId={id} selection={selection} />
        ) : null}
      </section>
      <aside className={classes.right} aria-label={t('workbench.aboutLabel')}>
        {id === undefined ? <NoVisitor /> : null}
        {id !== undefined && tab === 'mine' ? (
          <VisitorPanel key={id} conversationId={id} onClose={about.close} />
        ) : null}
        {id !== undefined && (tab === 'queue' || tab === 'pool') ? (
          <WaitingFacts key={id} conversationId={id} list={tab} onClose={about.close} />
        ) : null}
        {id !== undefined && tab === 'submissions' ? (
          <SubmissionFacts key={id} submissionId={id} onClose={about.close} />
        ) : null}
      </aside>
      <ShortcutsHelp opened={helpOpen} onClose={help.close} />
    </main>
  );
}
