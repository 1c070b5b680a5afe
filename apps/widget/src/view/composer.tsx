// Where the visitor writes. Enter sends, Shift+Enter makes a line; the field grows with the text. Files are chosen, pasted
// or dropped.
import type { JSX } from 'preact';
import { mayAttach } from '../app-state.js';
import { About, Attachments } from './attachments.js';
import { deskOf } from '../message-desk.js';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

export function Composer(ui: Ui): JSX.Element {
  const { controller, state, t } = ui;
  const messages = deskOf(controller);
  const attaching = mayAttach(state);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && (state.editing ?? state.replying) !== null) {
      event.stopPropagation();
      return state.editing === null ? messages.reply(null) : controller.editMessage(null);
    }
    // An input method uses Enter to accept its suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    controller.send();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    controller.send();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = event.clipboardData?.files;
    if (!attaching || files === undefined || files.length === 0) return;
    event.preventDefault();
    messages.uploads.attach(files);
  };
  const nothing = state.draft.trim() === '' && state.attachments.every(({ refused }) => refused !== null);
  return (
    <>
      <Attachments files={state.attachments} uploads={messages.uploads} t={t} />
      {state.awaitingFiles && (
        <p class="soon" role="status">
          {t('sentWithFiles')}
        </p>
      )}
      <About {...ui} />
      <form class="composer" onSubmit={onSubmit}>
        {attaching && <AttachButton {...ui} />}
        <textarea
          rows={1}
          maxLength={4000}
          data-autofocus
          aria-label={t('message')}
          placeholder={state.conversation?.view.place?.placeholder || `${t('message')}…`}
          value={state.draft}
          onInput={(event) => controller.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button
          type="submit"
          class="send primary"
          aria-label={t('send')}
          aria-disabled={nothing}
          aria-busy={state.awaitingFiles}
        >
          <Icon name={state.editing === null ? 'send' : 'check'} />
        </button>
      </form>
    </>
  );
}

function AttachButton({ controller, state, t }: Ui): JSX.Element {
  const choose = (event: MouseEvent): void =>
    (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  const onChange = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    deskOf(controller).uploads.attach(input.files ?? []);
    input.value = '';
  };
  return (
    <>
      <button type="button" class="plain attach" aria-label={t('attach')} title={t('attach')} onClick={choose}>
        <Icon name="clip" />
      </button>
      <input type="file" multiple hidden accept={state.session?.messages?.files.types.join()} onChange={onChange} />
    </>
  );
}
