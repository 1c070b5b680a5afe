// Starts the staff pages: words, session, then the pages or the sign-in.
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startI18n } from './i18n';
import { browserSession } from './session/browser-session';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startI18n();
const session = browserSession();
await session.start();
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
