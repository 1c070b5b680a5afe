// Leaving a message: what is typed is kept at every keystroke, faults are shown at their fields, a repetition is the same one.
import type { FieldValue, LeaveSubmission } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import { formText, isLive, type AppState } from './app-state.js';
import type { FormDraft } from './keep.js';
import type { Parts } from './parts.js';
import { bodyOf, faults, fieldErrors, filled, PLAIN, type AskedFor, type FormErrors } from './submission-form.js';
import { uuid } from './uuid.js';

export class SubmissionDesk {
  /** Of which conversation or group the form is shown; another one is asked for anew. */
  private shown: string | null = null;

  constructor(private readonly parts: Parts) {}

  /** Asks what is asked for, once for each conversation or group; call it as often as the form is drawn. */
  show(): void {
    const { store, api, language } = this.parts;
    const about = aboutOf(store.value);
    const key = JSON.stringify(about);
    if (this.shown === key) return;
    this.shown = key;
    void api.form({ ...about, language }).then(
      (asked) => this.shown === key && store.patch({ asked }),
      () => this.shown === key && store.patch({ asked: PLAIN }),
    );
  }

  edit(part: Partial<FormDraft>): void {
    const { store, keep } = this.parts;
    const form = { ...store.value.form, ...part };
    keep.write('form', form);
    store.patch({ form });
  }

  set(pointer: string, value: FieldValue): void {
    this.edit(filled(this.parts.store.value.form, pointer, value));
    this.mended(pointer);
  }

  agree(consent: boolean): void {
    this.edit({ consent });
    this.mended('/consent');
  }

  /** True when the server has it. */
  async submit(): Promise<boolean> {
    const { store, api, keep, t } = this.parts;
    if (store.value.submitting) return false;
    const { form } = store.value;
    const asked = store.value.asked ?? PLAIN;
    const body = {
      ...aboutOf(store.value),
      language: this.parts.language,
      ...bodyOf(asked, form, formText(store.value)),
    };
    let formErrors = faults(asked, form, formText(store.value), t);
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
        this.shown = null;
        store.patch({ receipt, leaving: false, submitting: false, asked: null, formErrors });
        return true;
      } catch (error) {
        formErrors = this.explain(asked, error);
      }
    }
    store.patch({ submitting: false, formErrors, refusals: store.value.refusals + 1 });
    return false;
  }

  /** A fault goes away as soon as its field is corrected, not before. */
  private mended(pointer: string): void {
    const { store } = this.parts;
    const kept = Object.entries(store.value.formErrors).filter(([field]) => field !== pointer);
    store.patch({ formErrors: Object.fromEntries(kept) });
  }

  private explain(asked: AskedFor, error: unknown): FormErrors {
    const { t, keep } = this.parts;
    if (!(error instanceof ApiError) || error.transient) return { form: t('failed') };
    // Answered, and answered no: the next try is a new request.
    keep.write('submission', null);
    const fields = fieldErrors(asked, error.problem);
    return Object.keys(fields).length > 0 ? fields : { form: error.message };
  }
}

/** For whom the form is. */
export function aboutOf({ conversation, groupId }: AppState): Pick<LeaveSubmission, 'conversationId' | 'groupId'> {
  if (isLive(conversation)) return { conversationId: conversation.view.conversationId };
  return groupId === null ? {} : { groupId };
}

/** Whoever has a place for it. */
interface Holder {
  desk: SubmissionDesk | null;
  readonly parts: Parts;
}

/** Made with the form: a page load that shows none does not pay for it. */
export const formDeskOf = (holder: Holder): SubmissionDesk => (holder.desk ??= new SubmissionDesk(holder.parts));
