// The form for a message that is answered later. It starts with what was written already, and keeps every keystroke.
import type { JSX } from 'preact';
import { formText } from '../app-state.js';
import type { Ui } from './ui.js';

export function LeaveMessage({ controller, state, t }: Ui): JSX.Element {
  const { formErrors: errors, submitting } = state;
  const offered = state.conversation?.view.state === 'submission_offered';

  const submit = (event: Event): void => {
    event.preventDefault();
    void controller.submit();
  };
  return (
    <form class="scroll form" noValidate onSubmit={submit}>
      <p class="guide">{state.conversation?.view.offer?.text ?? t('formText')}</p>
      <Field id="name" label={t('name')} error={errors.name}>
        <input
          id="name"
          type="text"
          autocomplete="name"
          value={state.form.name}
          {...faulty('name', errors.name)}
          onInput={(event) => controller.desk.edit({ name: event.currentTarget.value })}
        />
      </Field>
      <Field id="email" label={t('email')} error={errors.email}>
        <input
          id="email"
          type="email"
          autocomplete="email"
          required
          data-autofocus
          value={state.form.email}
          {...faulty('email', errors.email)}
          onInput={(event) => controller.desk.edit({ email: event.currentTarget.value })}
        />
      </Field>
      <Field id="text" label={t('text')} error={errors.text}>
        <textarea
          id="text"
          rows={3}
          maxLength={4000}
          required
          value={formText(state)}
          {...faulty('text', errors.text)}
          onInput={(event) => controller.desk.edit({ text: event.currentTarget.value })}
        />
      </Field>
      {errors.form !== undefined && (
        <p class="problem" role="alert">
          {errors.form}
        </p>
      )}
      <button type="submit" class="big primary" aria-disabled={submitting}>
        {t(submitting ? 'sending' : 'submit')}
      </button>
      {offered ? (
        <button type="button" onClick={() => void controller.end()}>
          {t('noThanks')}
        </button>
      ) : (
        <button type="button" onClick={() => controller.set({ leaving: false })}>
          {t('back')}
        </button>
      )}
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly children: JSX.Element;
}

function Field({ id, label, error, children }: FieldProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {error !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {error}
        </p>
      )}
    </div>
  );
}

function faulty(id: string, error: string | undefined): Record<string, string> {
  return error === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': `${id}-fault` };
}
