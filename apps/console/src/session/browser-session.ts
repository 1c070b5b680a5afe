// The session on the real browser and the real server.
import i18next from 'i18next';
import { newClientMessageId } from '../realtime/client-message-id';
import { fetchMe, fetchProviders, issueDemoTokens, readProfile } from './asked-of-server';
import { begunAt, managerOf } from './provider';
import { Session } from './session';
import { browserTabs } from './tabs';

export const browserSession = (): Session =>
  new Session({
    providers: fetchProviders,
    me: fetchMe,
    demoTokens: issueDemoTokens,
    profileOf: readProfile,
    manager: (provider) => managerOf(provider, window.location.origin),
    begunAt,
    tabs: browserTabs(),
    remembered: window.localStorage,
    thisTab: window.sessionStorage,
    address: () => new URL(window.location.href),
    show: (address) => {
      window.history.replaceState(null, '', address);
    },
    openWindow: (address) => window.open(address, '_blank', 'popup,width=520,height=720') !== null,
    closeWindow: () => {
      window.close();
    },
    newId: newClientMessageId,
    language: () => i18next.language,
    now: () => Date.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  });
