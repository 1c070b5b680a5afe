// The navigation, in the order the field knows: monitoring, channels, mode, agent settings, chat settings, what is at hand. Only what works is listed.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { canManage, canMonitor } from '../session/claims';
import { usePerson } from '../session/session-context';
import { Icon } from '../ui/icon';
import classes from './console-layout.module.css';

const SECTIONS = [
  {
    name: 'monitoring',
    settings: false,
    pages: [
      { to: '/console/board', name: 'board', icon: 'board' },
      { to: '/console/conversations', name: 'conversations', icon: 'chat' },
      { to: '/console/waits', name: 'waits', icon: 'history' },
    ],
  },
  {
    name: 'channels',
    settings: true,
    pages: [{ to: '/console/channels', name: 'channels', icon: 'globe' }],
  },
  {
    name: 'mode',
    settings: true,
    pages: [{ to: '/console/mode', name: 'mode', icon: 'inbox' }],
  },
  {
    name: 'agentSettings',
    settings: true,
    pages: [
      { to: '/console/agents', name: 'agents', icon: 'people' },
      { to: '/console/groups', name: 'groups', icon: 'group' },
      { to: '/console/people', name: 'people', icon: 'letter' },
      { to: '/console/statuses', name: 'statuses', icon: 'person' },
    ],
  },
  {
    name: 'chatSettings',
    settings: true,
    pages: [
      { to: '/console/strategy', name: 'strategy', icon: 'route' },
      { to: '/console/rules', name: 'rules', icon: 'edit' },
      { to: '/console/queue', name: 'queue', icon: 'queue' },
      { to: '/console/conversation', name: 'conversation', icon: 'chat' },
      { to: '/console/submission', name: 'submission', icon: 'letter' },
      { to: '/console/templates', name: 'templates', icon: 'page' },
      { to: '/console/messages', name: 'messages', icon: 'chat' },
      { to: '/console/hours', name: 'hours', icon: 'clock' },
    ],
  },
  {
    name: 'desk',
    settings: true,
    pages: [
      { to: '/console/replies', name: 'replies', icon: 'copy' },
      { to: '/console/tags', name: 'tags', icon: 'page' },
      { to: '/console/summary', name: 'summary', icon: 'check' },
      { to: '/console/rating', name: 'rating', icon: 'star' },
      { to: '/console/blocks', name: 'blocks', icon: 'door' },
    ],
  },
  {
    name: 'integrations',
    settings: true,
    pages: [{ to: '/console/keys', name: 'keys', icon: 'key' }],
  },
] as const;

export function ConsoleNav() {
  const { t } = useTranslation();
  const person = usePerson();
  const manages = canManage(person);
  if (!canMonitor(person)) return <div className={classes.nav} />;
  return (
    <nav className={classes.nav} aria-label={t('console.navLabel')}>
      {SECTIONS.filter((section) => manages || !section.settings).map((section) => (
        <div key={section.name} className={classes.group}>
          <div className={classes.section}>{t(`console.section.${section.name}`)}</div>
          <ul className={classes.links}>
            {section.pages.map((page) => (
              <li key={page.to}>
                <Link to={page.to} className={classes.link} activeProps={{ 'aria-current': 'page' }}>
                  <Icon name={page.icon} size={17} />
                  {t(`console.page.${page.name}.title`)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
