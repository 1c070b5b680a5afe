// The dialog: not modal, so the host page stays usable beside it. Esc closes it.
import type { JSX } from 'preact';
import controls from '../styles/controls.css?inline';
import conversation from '../styles/conversation.css?inline';
import messages from '../styles/messages.css?inline';
import { canWrite, isLost, isRating, mayAttach, presenceOf, type Screen } from '../app-state.js';
import { Composer } from './composer.js';
import { Connecting, Ended, Pooled, Receipt } from './cards.js';
import { Header } from './header.js';
import { later } from './later.js';
import { QueueCard } from './queue-card.js';
import { Transcript } from './transcript.js';
import { deskOf } from '../message-desk.js';
import type { Ui } from './ui.js';
import { Welcome } from './welcome.js';

export const css = controls + conversation + messages;

const Rating = later(async () => {
  const { css, Rating: part } = await import('./rating.js');
  return { css, part };
});
const LeaveMessage = later(async () => {
  const { css, LeaveMessage: part } = await import('./leave-message.js');
  return { css, part };
});
const Letters = later(async () => {
  const { css, Letters: part } = await import('./letters.js');
  return { css, part };
});
const ALONE: readonly Screen[] = ['idle', 'form', 'receipt', 'letters'];

export function Panel(ui: Ui): JSX.Element {
  const { controller, screen, state } = ui;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    controller.close();
  };

  const dropped = (event: DragEvent): void => {
    if (!mayAttach(state)) return;
    event.preventDefault();
    const over = event.type === 'dragover';
    (event.currentTarget as HTMLElement).classList.toggle('is-over', over);
    if (event.type === 'drop') deskOf(controller).uploads.attach(event.dataTransfer?.files ?? []);
  };

  return (
    <section
      class="panel"
      role="dialog"
      aria-labelledby="title"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onDragOver={dropped}
      onDragLeave={dropped}
      onDrop={dropped}
    >
      <Header {...ui} />
      <Connection {...ui} />
      {screen === 'idle' && <Welcome {...ui} />}
      {screen === 'form' && <LeaveMessage {...ui} />}
      {screen === 'receipt' && <Receipt {...ui} />}
      {screen === 'letters' && <Letters {...ui} />}
      {!ALONE.includes(screen) && (
        <Transcript {...ui}>
          {screen === 'connecting' && <Connecting {...ui} />}
          {screen === 'pooled' && <Pooled {...ui} />}
          {screen === 'queued' && <QueueCard {...ui} />}
        </Transcript>
      )}
      {isRating(state) && <Rating {...ui} />}
      {(screen === 'ended' || screen === 'refused') && <Ended {...ui} />}
      {state.problem !== null && canWrite(screen) && (
        <p class="problem" role="alert">
          {state.problem}
        </p>
      )}
      {canWrite(screen) && state.conversation?.view.place?.typing !== false && <Composer {...ui} />}
    </section>
  );
}

/** Always there, so that a screen reader hears it change; empty while everything is well. Seen where the header is silent. */
function Connection({ state, t }: Ui): JSX.Element {
  return (
    <p
      class={presenceOf(state) ? 'hidden' : 'connection'}
      role="status"
      data-testid="connection"
      data-state={state.connection}
    >
      {isLost(state) && t('reconnecting')}
    </p>
  );
}
