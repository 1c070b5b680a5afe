// The navigation, in the order the field knows: monitoring, agent settings, chat settings. Only what works is listed.
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
    ],
  },
  {
    name: 'agentSettings',
    settings: true,
    pages: [
      { to: '/console/agents', name: 'agents', icon: 'people' },
      { to: '/console/groups', name: 'groups', icon: 'group' },
    ],
  },
  {
    name: 'chatSettings',
    settings: true,
    pages: [
      { to: '/console/strategy', name: 'strategy', icon: 'route' },
      { to: '/console/queue', name: 'queue', icon: 'queue' },
      { to: '/console/submission', name: 'submission', icon: 'letter' },
      { to: '/console/hours', name: 'hours', icon: 'clock' },
    ],
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
