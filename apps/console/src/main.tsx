// Starts the staff pages: words, session, then the pages or the sign-in.
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startI18n } from './i18n';
import { Session } from './session/session';

const session = new Session(window.sessionStorage);
const as = new URLSearchParams(window.location.search).get('as') ?? undefined;
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await Promise.all([startI18n(), session.start(as)]);
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
