// The place in the queue: the administrator's words, and a row of people with the visitor in it.
import type { QueuePlace, WaitWarning } from '@frontdesk/contracts';
import type { JSX } from 'preact';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

const shown = 6;
const minuteMs = 60_000;

export function QueueCard({ controller, state, t }: Ui): JSX.Element {
  const place = state.conversation?.view.place ?? null;
  const words = place?.message || t('queued');
  return (
    <div class="card queue">
      <p class="position" data-testid="position">
        {words}
      </p>
      {place !== null && <Row ahead={place.ahead} you={t('you')} />}
      {place?.worsened && <p class="fine">{t(place.worsened)}</p>}
      {place?.forecast && <p class="fine">{t('forecast', { time: span(place.forecast) })}</p>}
      {place?.warning && <Warning controller={controller} warning={place.warning} t={t} />}
      {place?.typing !== false && <p class="fine">{t('queueHint')}</p>}
      <div class="actions">
        <Instead {...{ controller, place, t }} />
        <button type="button" onClick={() => void controller.end()}>
          {t('leaveQueue')}
        </button>
      </div>
    </div>
  );
}

/** A message may be left instead of waiting: for those who would rather, and, in the house's words, when it takes long. */
function Instead({ controller, place, t }: Pick<Ui, 'controller' | 't'> & { place: QueuePlace | null }): JSX.Element {
  const { choice = { text: '' }, prompt = null } = place?.submission ?? {};
  const due = prompt !== null && prompt.inMs === 0;
  return (
    <>
      {(due ? prompt.text : choice?.text) && <p class="fine">{due ? prompt.text : choice?.text}</p>}
      {(due || choice !== null) && (
        <button type="button" class={due ? 'primary' : ''} onClick={() => controller.set({ leaving: true })}>
          {t('form')}
        </button>
      )}
    </>
  );
}

/** The wait is nearly over: said at once to those who cannot see it, with the way to go on where the rules allow one. */
function Warning({ controller, warning, t }: Pick<Ui, 'controller' | 't'> & { warning: WaitWarning }): JSX.Element {
  return (
    <div role="alert">
      <p>{warning.text || t('warning')}</p>
      {warning.left > 0 && (
        <button type="button" class="big primary" onClick={() => void controller.keepWaiting()}>
          {t('keepWaiting')}
        </button>
      )}
    </div>
  );
}

/** "3–8 min"; the larger number is what nine of ten do not reach. */
function span({ p50Ms, p90Ms }: { p50Ms: number; p90Ms: number }): string {
  const [from, to] = [p50Ms, p90Ms].map((ms) => Math.max(1, Math.ceil(ms / minuteMs)));
  return `${from === to ? from : `${from}–${to}`} min`;
}

/** Decoration: the sentence above says the same. */
function Row({ ahead, you }: { ahead: number; you: string }): JSX.Element {
  const hidden = Math.max(0, ahead - shown);
  const people = Math.min(ahead, shown);
  return (
    <div class="row" aria-hidden="true">
      {Array.from({ length: people }, (_, index) => (
        <span class="person" key={people - index}>
          <Icon name="person" />
        </span>
      ))}
      {hidden > 0 && <span class="fine">+{hidden}</span>}
      <span class="person is-you" key="you">
        {you}
      </span>
    </div>
  );
}
