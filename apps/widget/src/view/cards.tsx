// The quiet in-between and final states. Each one offers a way on.
import type { JSX } from 'preact';
import type { Words } from '../dictionary.js';
import { deskOf } from '../message-desk.js';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

export function Connecting({ t }: Ui): JSX.Element {
  return (
    <div class="card calm">
      <span class="spinner" />
      <p>{t('connecting')}</p>
    </div>
  );
}

/** Nobody has it yet, and nobody has to wait for that: the administrator's words, and that one may go. */
export function Pooled({ state, t }: Ui): JSX.Element {
  return (
    <div class="card" data-testid="pooled">
      <p>{state.conversation?.view.pool?.text || t('pooled')}</p>
      <p class="fine">{t('pooledHint')}</p>
    </div>
  );
}

const reasons: Readonly<Record<string, keyof Words>> = {
  queue_timeout: 'endedQueue',
  closing_time: 'endedHours',
  unassigned_timeout: 'endedPool',
  converted: 'endedConverted',
  visitor_timeout: 'endedSilent',
  new_window: 'endedWindow',
};

export function Ended({ controller, screen, state, t }: Ui): JSX.Element {
  const title = t(screen === 'refused' ? screen : 'ended');
  const view = state.conversation?.view;
  const reason = reasons[view?.closedReason ?? ''];
  const goesOn = view?.waysOn?.some(({ way }) => way === 'reopen');
  return (
    <div class="footer">
      <h3>{title}</h3>
      {reason && <p class="fine">{view?.pool?.text || t(reason)}</p>}
      <button type="button" class="big" onClick={() => void deskOf(controller).save()}>
        {t('save')}
      </button>
      {goesOn && (
        <button type="button" class="big primary" data-autofocus onClick={() => void controller.reopen()}>
          {t('reopen')}
        </button>
      )}
      <button type="button" class={goesOn ? 'big' : 'big primary'} data-autofocus onClick={() => controller.again()}>
        {t('startNew')}
      </button>
      <Afterwards {...{ controller, state, t }} />
    </div>
  );
}

/** A message may still be left although the chat is over. */
function Afterwards({ controller, state, t }: Pick<Ui, 'controller' | 'state' | 't'>): JSX.Element | null {
  const afterwards = state.conversation?.view.afterwards;
  if (!afterwards) return null;
  return (
    <>
      {afterwards.text !== '' && <p class="fine">{afterwards.text}</p>}
      <button type="button" class="big" onClick={() => controller.set({ leaving: true })}>
        {t('form')}
      </button>
    </>
  );
}

export function Receipt({ controller, state, t }: Ui): JSX.Element {
  return (
    <div class="scroll receipt">
      <Icon name="check" />
      <h3>{t('receipt')}</h3>
      <p>{t('formText')}</p>
      <p class="number fine">
        {t('receiptNumber')}
        <b data-testid="receipt">{state.receipt?.receiptId}</b>
      </p>
      <button type="button" class="big" data-autofocus onClick={() => controller.again()}>
        {t('startNew')}
      </button>
    </div>
  );
}
