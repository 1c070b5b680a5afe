// What most parts of the widget need: the state, the server, the memory, the words, and a way to tell the host page.
import type { Api } from './api.js';
import type { AppState } from './app-state.js';
import type { Translate } from './dictionary.js';
import type { Keep } from './keep.js';
import type { Store } from './store.js';

export interface Parts {
  readonly store: Store<AppState>;
  readonly api: Api;
  readonly keep: Keep;
  readonly t: Translate;
  readonly language: string;
  /** Puts the cursor where the visitor writes. */
  readonly focus?: () => void;
  /** The host page hears of it as `frontdesk:<name>`. */
  readonly emit: (name: string, detail?: object | null) => void;
}
