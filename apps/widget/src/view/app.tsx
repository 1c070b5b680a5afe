// The launcher and, when open, the panel.
import type { JSX } from 'preact';
import { unread } from '../conversation-state.js';
import { Icon } from './icons.js';
import { later } from './later.js';
import type { Ui } from './ui.js';

const Panel = later(async () => {
  const { Panel: part, css } = await import('./panel.js');
  return { part, css };
});

export function App(ui: Ui): JSX.Element {
  const { controller, language, state, t } = ui;
  const { open } = state;
  const count = open ? 0 : unread(state.conversation, state.seen);
  return (
    <div class={open ? 'widget is-open' : 'widget'} lang={language}>
      {open && <Panel {...ui} />}
      <button
        type="button"
        class="launcher"
        aria-label={t('launcher')}
        aria-expanded={open}
        aria-describedby={count > 0 ? 'unread' : undefined}
        onClick={() => (open ? controller.close() : controller.open())}
      >
        <Icon name={open ? 'down' : 'chat'} />
        {count > 0 && <span class="badge">{count}</span>}
      </button>
      <span id="unread" class="hidden">
        {t('unread', { n: count })}
      </span>
    </div>
  );
}
