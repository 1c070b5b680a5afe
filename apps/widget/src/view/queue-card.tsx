// The place in the queue: the administrator's words, and a row of people with the visitor in it.
import type { JSX } from 'preact';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

const shown = 6;

export function QueueCard({ controller, state, t }: Ui): JSX.Element {
  const place = state.conversation?.view.place ?? null;
  const words = place?.message || t('queued');
  return (
    <div class="card queue">
      <p class="position" data-testid="position">
        {words}
      </p>
      {place !== null && <Row ahead={place.ahead} you={t('you')} />}
      <p class="fine">{t('queueHint')}</p>
      <div class="actions">
        <button type="button" onClick={() => controller.set({ leaving: true })}>
          {t('form')}
        </button>
        <button type="button" onClick={() => void controller.end()}>
          {t('leaveQueue')}
        </button>
      </div>
    </div>
  );
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
