// <frontdesk-chat site="…" lang="…" api="…" group="…" identity="…">: the widget in a shadow root, so that neither page styles the other.
import { render } from 'preact';
import { Api } from './api.js';
import { restored, screenOf } from './app-state.js';
import { Controller } from './controller.js';
import { chooseLanguage, en, translator, wordsOf, type Words } from './dictionary.js';
import { browserBackend, Keep } from './keep.js';
import { Store } from './store.js';
import tokens from './styles/tokens.css?inline';
import frame from './styles/frame.css?inline';
import { App } from './view/app.js';
import { look, settle } from './view/settle.js';

/** Where this script came from is where the server is. */
const script = import.meta.url;

export class FrontdeskChat extends HTMLElement {
  private controller: Controller | null = null;
  private listening: AbortController | null = null;
  private readonly root = this.attachShadow({ mode: 'open' });

  connectedCallback(): void {
    this.adopt(tokens + frame);

    const site = this.getAttribute('site') ?? '';
    const language = chooseLanguage([this.lang, document.documentElement.lang, navigator.language]);
    let words = language === 'en' ? (en as Words) : null;
    const t = translator(() => words ?? (en as Words));
    const keep = new Keep(site, browserBackend());
    const store = new Store(restored(keep, this.getAttribute('group')));
    const emit = (name: string, detail?: object | null): boolean =>
      this.dispatchEvent(new CustomEvent(`frontdesk:${name}`, { detail, bubbles: true, composed: true }));
    const focus = (): void => this.root.querySelector<HTMLElement>('.composer textarea')?.focus();
    const api = new Api(this.base(), site, keep);
    api.identity = this.getAttribute('identity');
    const controller = new Controller({ api, store, keep, t, language, emit, focus });
    this.controller = controller;
    this.listen(controller);

    const adopt = (css: string): void => this.adopt(css);
    let drawn = store.value;
    let settled = store.value;
    const draw = (): void => {
      // Nothing is said in one language and then in another.
      if (words === null || this.controller !== controller) return;
      const state = store.value;
      const before = look(this.root);
      render(<App {...{ state, controller, t, language, adopt }} screen={screenOf(state)} />, this.root);
      drawn = state;
      // The panel comes over the wire when it is first opened: what follows its opening waits for it.
      if (state.open && this.root.querySelector('.panel') === null) return;
      settle(this.root, before, settled, state);
      settled = state;
    };
    // However many steps belong to one thing that happened, it is drawn once.
    store.changed = () => queueMicrotask(() => drawn !== store.value && draw());
    draw();
    if (words === null) void wordsOf(language, this.base()).then((had) => ((words = had), draw()));
    controller.resume();
  }

  disconnectedCallback(): void {
    this.listening?.abort();
    this.controller?.stop();
    this.controller = null;
    render(null, this.root);
  }

  /** The page has signed its visitor in: `token` is the JWT that its server has signed; or it only tells what it knows. */
  identify(token: string | null, attributes?: Readonly<Record<string, string | number | boolean>>): void {
    this.controller?.identify(token, attributes);
  }

  open(): void {
    this.controller?.open();
  }

  close(): void {
    this.controller?.close();
  }

  private adopt(css: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [...this.root.adoptedStyleSheets, sheet];
  }

  private listen(controller: Controller): void {
    const { signal } = (this.listening = new AbortController());
    const nudge = (): unknown => document.visibilityState === 'visible' && controller.nudge();
    addEventListener('online', nudge, { signal });
    document.addEventListener('visibilitychange', nudge, { signal });
    addEventListener('offline', () => controller.offline(), { signal });
    addEventListener('popstate', () => controller.visit(), { signal });
    addEventListener('storage', (event) => controller.elsewhere(event.key), { signal });
  }

  private base(): string {
    const api = this.getAttribute('api');
    // An explicit address may carry a path of its own; the script's path is just its file.
    return api === null ? new URL(script).origin : new URL(api, location.href).href.replace(/\/$/, '');
  }
}
