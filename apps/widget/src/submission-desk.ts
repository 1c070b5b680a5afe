// Leaving a message: what is typed is kept at every keystroke, faults are shown at their fields, a repetition is the same one.
import type { LeaveSubmission, Problem } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import { formText, isLive, type AppState, type FormErrors } from './app-state.js';
import type { Translate } from './dictionary.js';
import type { FormDraft } from './keep.js';
import type { Parts } from './parts.js';
import { uuid } from './uuid.js';

export class SubmissionDesk {
  constructor(private readonly parts: Parts) {}

  edit(part: Partial<FormDraft>): void {
    const { store, keep } = this.parts;
    const form = { ...store.value.form, ...part };
    keep.write('form', form);
    // A fault goes away as soon as its field is corrected, not before.
    const kept = Object.entries(store.value.formErrors).filter(([field]) => !(field in part));
    store.patch({ form, formErrors: Object.fromEntries(kept) });
  }

  /** True when the server has it. */
  async submit(): Promise<boolean> {
    const { store, api, keep, t } = this.parts;
    if (store.value.submitting) return false;
    const body = bodyOf(store.value);
    let formErrors = faults(body, t);
    if (Object.keys(formErrors).length === 0) {
      const kept = keep.read('submission');
      // Another body is another submission.
      const key = kept !== null && JSON.stringify(kept.body) === JSON.stringify(body) ? kept.key : uuid();
      keep.write('submission', { key, body });
      store.patch({ submitting: true });
      try {
        const receipt = await api.submit(key, body);
        keep.write('submission', null);
        keep.write('receipt', receipt);
        store.patch({ receipt, leaving: false, submitting: false, formErrors });
        return true;
      } catch (error) {
        formErrors = this.explain(error);
      }
    }
    store.patch({ submitting: false, formErrors, refusals: store.value.refusals + 1 });
    return false;
  }

  private explain(error: unknown): FormErrors {
    const { t, keep } = this.parts;
    if (!(error instanceof ApiError) || error.transient) return { form: t('failed') };
    // Answered, and answered no: the next try is a new request.
    keep.write('submission', null);
    const fields = fieldErrors(error.problem);
    return Object.keys(fields).length > 0 ? fields : { form: error.message };
  }
}

function bodyOf(state: AppState): LeaveSubmission {
  const { conversation, form, groupId } = state;
  const name = form.name.trim();
  return {
    ...(isLive(conversation) ? { conversationId: conversation.view.conversationId } : groupId !== null && { groupId }),
    ...(name !== '' && { name }),
    email: form.email.trim(),
    text: formText(state).trim(),
  };
}

export function faults({ email = '', text = '' }: LeaveSubmission, t: Translate): FormErrors {
  return {
    ...(!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && { email: t('emailBad') }),
    ...(text === '' && { text: t('textMissing') }),
  };
}

/** JSON pointers to the fields that exist here; anything else is said above the button. */
export function fieldErrors(problem: Problem | null): FormErrors {
  const found: Record<string, string> = {};
  for (const { pointer, message } of problem?.errors ?? []) {
    const field = /(name|email|text)$/.exec(pointer)?.[1] ?? 'form';
    found[field] ??= message;
  }
  return found;
}
