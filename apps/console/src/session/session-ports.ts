// What a session needs of the browser and of our server, and what it says to whoever looks at it.
import type { Me, SignInProvider } from '@frontdesk/contracts';
import type { User } from 'oidc-client-ts';
import type { IssuedTokens } from './asked-of-server';
import type { Person } from './claims';
import type { Notice } from './notices';
import type { Manager } from './provider';
import type { Tabs } from './tabs';

export type SessionSnapshot =
  | { readonly state: 'starting' }
  | { readonly state: 'signed_out'; readonly notice: Notice | null; readonly providers: readonly SignInProvider[] }
  /** The provider knows them, no workspace does. */
  | { readonly state: 'not_invited'; readonly name: string }
  | { readonly state: 'signed_in'; readonly person: Person; readonly ended: boolean }
  /** This window was opened for signing in again, and has told its tab. */
  | { readonly state: 'handed_over' };

export interface SessionPorts {
  readonly providers: () => Promise<readonly SignInProvider[]>;
  readonly me: (token: string) => Promise<Me>;
  readonly demoTokens: (sub: string) => Promise<IssuedTokens | undefined>;
  readonly profileOf: (idToken: string) => User['profile'];
  readonly manager: (provider: SignInProvider) => Manager;
  readonly begunAt: (state: string, providers: readonly SignInProvider[]) => SignInProvider | undefined;
  readonly tabs: Tabs;
  /** Outlives the tab: at which provider somebody was signed in last. */
  readonly remembered: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Ends with the tab: where somebody goes on who signs out here to come back as somebody else. */
  readonly thisTab: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** The address as the browser shows it, and another one to show instead. */
  readonly address: () => URL;
  readonly show: (address: string) => void;
  /** False where the browser opens none. */
  readonly openWindow: (address: string) => boolean;
  readonly closeWindow: () => void;
  readonly newId: () => string;
  readonly language: () => string;
  readonly now: () => number;
  /** Answers a function that cancels. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

/** Somebody, as a provider signed them in. */
export interface Held {
  readonly manager: Manager;
  readonly provider: SignInProvider;
  user: User;
}
