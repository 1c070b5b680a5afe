// Who the visitor is talking to, and the way out: minimise always, end or leave when there is something to end.
import type { JSX } from 'preact';
import { canWrite, isLost, isRating, presenceOf } from '../app-state.js';
import { EMPTY_RATING } from '../rating-draft.js';
import { Avatar } from './avatar.js';
import { deskOf } from '../message-desk.js';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

export function Header(ui: Ui): JSX.Element {
  const { controller, screen, state, t } = ui;
  const { confirming } = state;
  const agent = screen === 'chatting' || screen === 'ended' ? state.conversation?.view.agent : null;
  const presence = presenceOf(state);
  const lost = isLost(state);
  const endable = state.conversation !== null && canWrite(screen) && screen !== 'queued';
  return (
    <>
      <div class={screen === 'idle' ? 'header is-large' : 'header'}>
        {agent && <Avatar {...agent} />}
        <div class="heading">
          <h2 id="title">
            {agent ? (
              <span data-testid="agent-name">{agent.name}</span>
            ) : (
              t(
                screen === 'idle'
                  ? 'title'
                  : screen === 'queued' || screen === 'form' || screen === 'letters'
                    ? screen
                    : 'launcher',
              )
            )}
          </h2>
          {presence && (
            <p class="presence">
              <i class={`dot is-${lost ? 'lost' : presence}`} />
              {t(lost ? 'reconnecting' : presence)}
            </p>
          )}
        </div>
        {state.conversation?.view.rating?.form && (state.rating === 'thanks' || !isRating(state)) && (
          <button
            type="button"
            class="plain"
            aria-label={t('rate')}
            title={t('rate')}
            onClick={() => controller.set({ rating: EMPTY_RATING })}
          >
            <Icon name="star" />
          </button>
        )}
        {(state.conversation?.entries.length ?? 0) > 0 && (
          <button
            type="button"
            class="plain"
            aria-label={t('save')}
            title={t('save')}
            onClick={() => void deskOf(controller).save()}
          >
            <Icon name="save" />
          </button>
        )}
        {endable && (
          <button type="button" aria-expanded={confirming} onClick={() => controller.set({ confirming: !confirming })}>
            {t('endChat')}
          </button>
        )}
        <button type="button" class="plain" aria-label={t('minimise')} onClick={() => controller.close()}>
          <Icon name="down" />
        </button>
      </div>
      {confirming && endable && (
        <div class="confirm" role="group" aria-label={t('endConfirm')}>
          <span>{t('endConfirm')}</span>
          <button type="button" onClick={() => controller.set({ confirming: false })}>
            {t('endNo')}
          </button>
          <button type="button" class="danger" onClick={() => void controller.end()}>
            {t('endYes')}
          </button>
        </div>
      )}
    </>
  );
}
