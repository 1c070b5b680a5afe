// The navigation, in the order the field knows: monitoring, channels, mode, agent settings, chat settings, what is at hand. Only what works is listed.
// One of the long sections is open at a time, so that all of it fits on a small screen.
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
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

type Section = (typeof SECTIONS)[number];

/** Which of the long sections stands open where no page of theirs is shown. */
const FIRST = 'chatSettings';

export function ConsoleNav() {
  const { t } = useTranslation();
  const person = usePerson();
  const manages = canManage(person);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const here = SECTIONS.find((section) => holds(section, path));
  const [opened, setOpened] = useState<string>(FIRST);
  const [shown, setShown] = useState<Section>();
  if (shown !== here) {
    // Whoever comes to a page sees its neighbours.
    setShown(here);
    if (here !== undefined && folds(here)) setOpened(here.name);
  }
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a telephone the pages stand in one line, most of them beyond its edge.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  if (!canMonitor(person)) return <div className={classes.nav} />;
  return (
    <nav ref={nav} className={classes.nav} aria-label={t('console.navLabel')}>
      {SECTIONS.filter((section) => manages || !section.settings).map((section) => (
        <NavSection
          key={section.name}
          section={section}
          open={!folds(section) || opened === section.name}
          onToggle={() => {
            setOpened(opened === section.name ? '' : section.name);
          }}
        />
      ))}
    </nav>
  );
}

const holds = ({ pages }: Section, path: string): boolean => pages.some(({ to }) => path.startsWith(to));

/** What is watched stays in sight, and a single page needs no cover. */
const folds = ({ pages, settings }: Section): boolean => settings && pages.length > 1;

interface NavSectionProps {
  readonly section: Section;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function NavSection({ section, open, onToggle }: NavSectionProps) {
  const { t } = useTranslation();
  const title = t(`console.section.${section.name}`);
  const id = `nav-${section.name}`;
  return (
    <div className={classes.group}>
      {folds(section) ? (
        <button type="button" className={classes.fold} aria-expanded={open} aria-controls={id} onClick={onToggle}>
          {title}
          <span className={classes.count} aria-hidden>
            {open ? '' : section.pages.length}
          </span>
          <Icon name={open ? 'up' : 'down'} size={13} />
        </button>
      ) : section.pages.length > 1 ? (
        <div className={classes.section}>{title}</div>
      ) : null}
      <ul id={id} className={classes.links} data-open={open || undefined}>
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
  );
}
