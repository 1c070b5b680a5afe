// The field of a form that takes files: chosen, dropped or pasted, each shown with how far it is or why it was refused.
import type { FormFieldView } from '@frontdesk/contracts';
import type { HTMLAttributes, JSX } from 'preact';
import { en } from '../dictionary.js';
import { fileSize } from '../file-size.js';
import { fileWords } from '../file-words.js';
import { filesField, formFiles } from '../form-files.js';
import { Attachments } from './attachments.js';
import { faulty } from './form-field.js';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

// Other languages bring them with all their words.
Object.assign(en, fileWords);

export function FilesField(ui: Ui & { readonly field: FormFieldView }): JSX.Element {
  const { controller, field, state, t } = ui;
  const uploads = formFiles(controller);
  const error = state.formErrors[field.pointer];
  const choose = (event: MouseEvent): void =>
    (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  const chosen = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    uploads.attach(input.files ?? []);
    input.value = '';
  };
  return (
    <div class="field files" role="group" aria-labelledby="files-label">
      <span class="label" id="files-label">
        {t('filesField')}
        {!field.required && ` (${t('optional')})`}
      </span>
      <Attachments files={state.form.files ?? []} {...{ t, uploads }} />
      <button type="button" class="drop" id="usual-files" onClick={choose} {...faulty('usual-files', error, true)}>
        <Icon name="clip" />
        {t('filesDrop')}
      </button>
      <input type="file" multiple hidden accept={field.files?.types.join()} onChange={chosen} />
      <p class="fine" id="usual-files-help">
        {t('filesLimits', {
          n: field.max ?? 1,
          size: fileSize(field.files?.maxBytes ?? 0),
          types: kindsOf(field.files?.types ?? []),
        })}
      </p>
      {error !== undefined && (
        <p class="fault" id="usual-files-fault">
          {error}
        </p>
      )}
    </div>
  );
}

type Taking = 'onDragOver' | 'onDragLeave' | 'onDrop' | 'onPaste';

/** What an element has to do so that files may be dropped on it and pasted into it; nothing where none are asked for. */
export function takesFiles(ui: Ui): Pick<HTMLAttributes<HTMLElement>, Taking> {
  if (filesField(ui) === undefined) return {};
  const dragged = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const over = event.type === 'dragover';
    (event.currentTarget as HTMLElement).closest('.panel')?.classList.toggle('is-over', over);
    if (event.type === 'drop') formFiles(ui.controller).attach(event.dataTransfer?.files ?? []);
  };
  const pasted = (event: ClipboardEvent): void => {
    const files = event.clipboardData?.files;
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    formFiles(ui.controller).attach(files);
  };
  return { onDragOver: dragged, onDragLeave: dragged, onDrop: dragged, onPaste: pasted };
}

/** As people call them. */
const CALLED: Readonly<Record<string, string>> = {
  ...{ 'text/plain': 'TXT', 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'audio/mpeg': 'MP3' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
};

const kindsOf = (types: readonly string[]): string =>
  types.map((type) => CALLED[type] ?? (type.split('/')[1] ?? type).toUpperCase()).join(', ');
