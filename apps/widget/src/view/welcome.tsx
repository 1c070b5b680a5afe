// Before anything has begun: what to expect, what it is about, and two ways on.
import type { JSX } from 'preact';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

/** No chat is promised where a start leads to the form. */
const AWAY = { form: 'awayText', queue: 'awayQueueText', words: 'awayWriteText' } as const;

export function Welcome({ controller, state, t }: Ui): JSX.Element {
  const availability = state.session?.availability ?? 'online';
  // There every message is answered in the chat: nothing else has to be left.
  const isAsync = availability === 'asynchronous';
  const leadsTo = availability === 'online' || isAsync ? undefined : state.session?.leadsTo;
  const groups = state.session?.groups ?? [];
  const form = (look: string): JSX.Element => (
    <button type="button" class={look} onClick={() => controller.set({ leaving: true })}>
      {t('form')}
    </button>
  );
  return (
    <div class="scroll welcome">
      <div class="card">
        <p>{t(availability === 'online' ? 'onlineText' : isAsync ? 'asyncText' : AWAY[leadsTo ?? 'words'])}</p>
        {groups.length > 1 && (
          <fieldset class="groups">
            <legend>{t('groups')}</legend>
            {groups.map(({ groupId, name }) => (
              <label class="chip" key={groupId}>
                <input
                  type="radio"
                  name="group"
                  checked={state.groupId === groupId}
                  onChange={() => controller.set({ groupId })}
                />
                <span>{name}</span>
              </label>
            ))}
          </fieldset>
        )}
        {leadsTo === 'form' ? (
          form('big primary')
        ) : (
          <button type="button" class="big primary" onClick={() => controller.start()}>
            <Icon name="chat" />
            {t('startChat')}
          </button>
        )}
        <Before {...{ controller, state, t }} />
        {availability !== 'online' && !isAsync && leadsTo !== 'form' && form('big')}
      </div>
    </div>
  );
}

/** What was left before, and whether it is answered. */
function Before({ controller, state, t }: Pick<Ui, 'controller' | 'state' | 't'>): JSX.Element | null {
  const list = state.letters?.list ?? [];
  if (list.length === 0) return null;
  const n = list.reduce((sum, { unread }) => sum + unread, 0);
  return (
    <button type="button" class="big" onClick={() => controller.letters.show(true)}>
      {t(n > 0 ? 'lettersNew' : 'letters', { n })}
    </button>
  );
}
