// The form for a message that is answered later: the fields that the server asks for. It starts with what was written
// already, and keeps every keystroke.
import type { JSX } from 'preact';
import css from '../styles/files-field.css?inline';
import { formText } from '../app-state.js';
import { formDeskOf } from '../submission-desk.js';
import { valueOf } from '../submission-form.js';
import { Field, faulty } from './form-field.js';
import { FilesField, takesFiles } from './files-field.js';
import type { Ui } from './ui.js';

export { css };

export function LeaveMessage(ui: Ui): JSX.Element {
  const { controller, state, t } = ui;
  const { asked, formErrors: errors, submitting } = state;
  const desk = formDeskOf(controller);
  desk.show();
  if (asked === null) {
    return (
      <div class="scroll form" role="status" aria-label={t('form')}>
        <span class="spinner" />
      </div>
    );
  }
  const offered = state.conversation?.view.state === 'submission_offered';
  const guide = state.conversation?.view.offer?.text || asked.guide || t('formText');
  const first = asked.fields.find(({ required }) => required) ?? asked.fields[0];

  const submit = (event: Event): void => {
    event.preventDefault();
    void controller.submit();
  };
  return (
    <form class="scroll form" noValidate onSubmit={submit} {...takesFiles(ui)}>
      <p class="guide">{guide}</p>
      {offered && asked.guide !== '' && asked.guide !== guide && <p class="fine">{asked.guide}</p>}
      {asked.fields.map((field) =>
        field.kind === 'files' ? (
          <FilesField key={field.pointer} {...ui} field={field} />
        ) : (
          <Field
            key={field.pointer}
            {...{ field, t }}
            value={valueOf(field, state.form, formText(state))}
            error={errors[field.pointer]}
            autofocus={field === first}
            onValue={(value) => desk.set(field.pointer, value)}
          />
        ),
      )}
      {asked.consent !== null && (
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={state.form.consent === true}
              {...faulty('consent', errors['/consent'])}
              onChange={(event) => desk.agree(event.currentTarget.checked)}
            />
            <span>{asked.consent}</span>
          </label>
          <Fault id="consent" error={errors['/consent']} />
        </div>
      )}
      {errors['form'] !== undefined && (
        <p class="problem" role="alert">
          {errors['form']}
        </p>
      )}
      <button type="submit" class="big primary" aria-disabled={submitting}>
        {t(submitting ? 'sending' : 'submit')}
      </button>
      <button type="button" onClick={() => (offered ? void controller.end() : controller.set({ leaving: false }))}>
        {t(offered ? 'noThanks' : state.conversation === null ? 'backToStart' : 'back')}
      </button>
    </form>
  );
}

function Fault({ id, error }: { readonly id: string; readonly error: string | undefined }): JSX.Element | null {
  return error === undefined ? null : (
    <p class="fault" id={`${id}-fault`}>
      {error}
    </p>
  );
}
