// What is around every page: theme, sign-in gate, API, the live connection, routes.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProvider } from './api/api-context';
import { RealtimeProvider } from './realtime/realtime-context';
import { createAppRouter } from './router';
import { EndedBanner } from './session/ended-banner';
import { HandedOverPage } from './session/handed-over-page';
import { NotInvitedPage } from './session/not-invited-page';
import type { Session } from './session/session';
import { SessionContext, useSessionSnapshot } from './session/session-context';
import { SignInPage } from './session/sign-in-page';
import { cssVariables, theme } from './theme';

export function App({ session }: { readonly session: Session }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-left" containerWidth={320} autoClose={6000} limit={3} />
      <SessionContext value={session}>
        <Gate />
      </SessionContext>
    </MantineProvider>
  );
}

function Gate() {
  const snapshot = useSessionSnapshot();
  switch (snapshot.state) {
    case 'starting':
      return null;
    case 'signed_out':
      return <SignInPage notice={snapshot.notice} providers={snapshot.providers} />;
    case 'not_invited':
      return <NotInvitedPage name={snapshot.name} />;
    case 'handed_over':
      return <HandedOverPage />;
    case 'signed_in':
      return (
        <>
          {snapshot.ended ? <EndedBanner /> : null}
          <SignedIn key={snapshot.person.sub} />
        </>
      );
  }
}

function SignedIn() {
  const [router] = useState(createAppRouter);
  return (
    <ApiProvider>
      <RealtimeProvider>
        <RouterProvider router={router} />
      </RealtimeProvider>
    </ApiProvider>
  );
}
