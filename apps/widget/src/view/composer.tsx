// Where the visitor writes. Enter sends, Shift+Enter makes a line; the field grows with the text.
import type { JSX } from 'preact';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

export function Composer({ controller, state, t }: Ui): JSX.Element {
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method uses Enter to accept its suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    controller.send();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    controller.send();
  };
  return (
    <form class="composer" onSubmit={onSubmit}>
      <textarea
        rows={1}
        maxLength={4000}
        data-autofocus
        aria-label={t('message')}
        placeholder={state.conversation?.view.place?.placeholder || `${t('message')}…`}
        value={state.draft}
        onInput={(event) => controller.write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send primary" aria-label={t('send')} aria-disabled={state.draft.trim() === ''}>
        <Icon name="send" />
      </button>
    </form>
  );
}
