// Every address of the staff pages. Each area loads when it is first opened; every tab and filter is in the address.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import type { ListSearch } from './console/use-list-search';
import { Shell } from './shell';
import { BrokenPage } from './ui/broken-page';
import { NotFoundPage } from './ui/not-found-page';

interface RootSearch {
  /** Signs in as this person (demo): kept on every link, so that a reload or a copied address works. */
  readonly as?: string | undefined;
}

export interface WorkbenchSearch {
  readonly tab?: 'queue' | 'pool' | 'submissions' | undefined;
  readonly state?: 'closed' | undefined;
  /** The open conversation, or the open submission on that tab. */
  readonly id?: string | undefined;
}

export interface HistorySearch {
  readonly state?: 'closed' | undefined;
  readonly id?: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  validateSearch: (search: Record<string, unknown>): RootSearch => {
    const as = text(search['as']);
    // Absent, not undefined: only what is absent is taken over from the address before.
    return as === undefined ? {} : { as };
  },
  search: { middlewares: [retainSearchParams(['as'])] },
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/workbench' });
  },
});

const TABS = ['queue', 'pool', 'submissions'] as const;

const workbenchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workbench',
  validateSearch: (search: Record<string, unknown>): WorkbenchSearch => ({
    tab: TABS.find((tab) => tab === search['tab']),
    state: search['state'] === 'closed' ? 'closed' : undefined,
    id: text(search['id']),
  }),
  component: lazyRouteComponent(() => import('./workbench/workbench-gate'), 'WorkbenchGate'),
});

const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/console',
  component: lazyRouteComponent(() => import('./console/console-layout'), 'ConsoleLayout'),
});

const consoleIndexRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/console/board', replace: true });
  },
});

const boardRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'board',
  component: lazyRouteComponent(() => import('./console/board/board-page'), 'BoardPage'),
});

const conversationsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'conversations',
  validateSearch: (search: Record<string, unknown>): HistorySearch => ({
    state: search['state'] === 'closed' ? 'closed' : undefined,
    id: text(search['id']),
  }),
  component: lazyRouteComponent(() => import('./console/conversations/conversations-page'), 'ConversationsPage'),
});

const waitsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'waits',
  validateSearch: (search: Record<string, unknown>) => ({ id: text(search['id']) }),
  component: lazyRouteComponent(() => import('./console/waits/waits-page'), 'WaitsPage'),
});

const listSearch = (search: Record<string, unknown>): ListSearch => ({
  q: text(search['q']),
  group: text(search['group']),
  edit: text(search['edit']),
});

const agentsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'agents',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./console/agents/agents-page'), 'AgentsPage'),
});

const groupsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'groups',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./console/groups/groups-page'), 'GroupsPage'),
});

const strategyRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'strategy',
  component: lazyRouteComponent(() => import('./console/strategy/strategy-page'), 'StrategyPage'),
});

const modeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'mode',
  component: lazyRouteComponent(() => import('./console/mode/mode-page'), 'ModePage'),
});

const queueRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'queue',
  component: lazyRouteComponent(() => import('./console/queue/queue-page'), 'QueuePage'),
});

const conversationRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'conversation',
  component: lazyRouteComponent(() => import('./console/conversation/conversation-page'), 'ConversationPage'),
});

const messagesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'messages',
  component: lazyRouteComponent(() => import('./console/messages/messages-page'), 'MessagesPage'),
});

const submissionRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'submission',
  component: lazyRouteComponent(() => import('./console/submission/submission-page'), 'SubmissionPage'),
});

const templatesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'templates',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./console/templates/templates-page'), 'TemplatesPage'),
});

const hoursRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'hours',
  component: lazyRouteComponent(() => import('./console/hours/hours-page'), 'HoursPage'),
});

const channelsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'channels',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./console/channels/channels-page'), 'ChannelsPage'),
});

const rulesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'rules',
  component: lazyRouteComponent(() => import('./console/rules/rules-page'), 'RulesPage'),
});

const statusesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'statuses',
  component: lazyRouteComponent(() => import('./console/statuses/statuses-page'), 'StatusesPage'),
});

const repliesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'replies',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./console/replies/replies-page'), 'RepliesPage'),
});

const tagsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'tags',
  component: lazyRouteComponent(() => import('./console/tags/tags-page'), 'TagsPage'),
});

const summaryRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'summary',
  component: lazyRouteComponent(() => import('./console/tags/summary-page'), 'SummaryPage'),
});

const ratingRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'rating',
  component: lazyRouteComponent(() => import('./console/rating/rating-page'), 'RatingPage'),
});

const blocksRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'blocks',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./console/blocks/blocks-page'), 'BlocksPage'),
});

const keysRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'keys',
  component: lazyRouteComponent(() => import('./console/keys/keys-page'), 'KeysPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'people',
  component: lazyRouteComponent(() => import('./console/people/people-page'), 'PeoplePage'),
});

/** Not below the console: who accepts an invitation may do nothing here yet. */
const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/console/join',
  component: lazyRouteComponent(() => import('./console/join/join-page'), 'JoinPage'),
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  workbenchRoute,
  joinRoute,
  consoleRoute.addChildren([
    consoleIndexRoute,
    boardRoute,
    conversationsRoute,
    waitsRoute,
    agentsRoute,
    groupsRoute,
    strategyRoute,
    queueRoute,
    conversationRoute,
    messagesRoute,
    submissionRoute,
    templatesRoute,
    hoursRoute,
    modeRoute,
    channelsRoute,
    rulesRoute,
    statusesRoute,
    repliesRoute,
    tagsRoute,
    summaryRoute,
    ratingRoute,
    blocksRoute,
    keysRoute,
    peopleRoute,
  ]),
]);

export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: false,
    defaultErrorComponent: BrokenPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: ReturnType<typeof createAppRouter>;
  }
}
