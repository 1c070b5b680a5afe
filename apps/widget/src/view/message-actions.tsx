// What can be done with a message: shown when it is pointed at or reached by keyboard, always where nothing can point.
import type { JSX } from 'preact';
import type { MessageEntry } from '../message-entry.js';
import { deskOf } from '../message-desk.js';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

export function MessageActions({
  controller,
  entry,
  t,
}: Pick<Ui, 'controller' | 't'> & { entry: MessageEntry }): JSX.Element {
  const messages = deskOf(controller);
  return (
    <span class="deeds" role="group" aria-label={t('actions')}>
      <button
        type="button"
        class="plain"
        title={t('reply')}
        aria-label={t('reply')}
        onClick={() => controller.reply(entry)}
      >
        <Icon name="reply" />
      </button>
      {messages.may('editSeconds', entry) && (
        <button
          type="button"
          class="plain"
          title={t('change')}
          aria-label={t('change')}
          onClick={() => controller.editMessage(entry)}
        >
          <Icon name="pen" />
        </button>
      )}
      {messages.may('recallSeconds', entry) && (
        <button
          type="button"
          class="plain"
          title={t('recall')}
          aria-label={t('recall')}
          onClick={() => void messages.recall(entry)}
        >
          <Icon name="undo" />
        </button>
      )}
    </span>
  );
}
