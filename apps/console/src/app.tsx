// What is around every page: theme, sign-in gate, API, the live connection, routes.
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiProvider, createQueryClient } from './api/api-context';
import { RealtimeProvider } from './realtime/realtime-context';
import { createAppRouter } from './router';
import { SessionContext, useSessionSnapshot } from './session/session-context';
import type { Session } from './session/session';
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
  const [signInClient] = useState(createQueryClient);
  if (snapshot.state === 'starting') return null;
  if (snapshot.state === 'signed_out') {
    return (
      <QueryClientProvider client={signInClient}>
        <SignInPage notice={snapshot.notice} />
      </QueryClientProvider>
    );
  }
  return <SignedIn key={snapshot.person.sub} />;
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
