// The files of the form: they go up while the rest is typed, and those that are there outlive the page as the rest does.
import type { FormFieldView } from '@frontdesk/contracts';
import type { Attachment } from './attachment.js';
import type { Controller } from './controller.js';
import { aboutOf, formDeskOf } from './submission-desk.js';
import { Uploads } from './uploads.js';

const POINTER = '/attachments';
const known = new WeakMap<Controller, Uploads>();

/** The field that asks for files; undefined: none does. */
export const filesField = ({ state }: Pick<Shown, 'state'>): FormFieldView | undefined =>
  state.asked?.fields.find(({ kind }) => kind === 'files');

type Shown = { readonly state: Controller['parts']['store']['value'] };

/** Made when the form is first shown. */
export function formFiles(controller: Controller): Uploads {
  const made = known.get(controller);
  if (made !== undefined) return made;
  const { store } = controller.parts;
  const field = (): FormFieldView | undefined => filesField({ state: store.value });
  const uploads = new Uploads(controller.parts, {
    path: () => `/v1/submissions/files?${new URLSearchParams(aboutOf(store.value)).toString()}`,
    maxBytes: () => field()?.files?.maxBytes ?? 0,
    most: () => field()?.max ?? 1,
    read: () => store.value.form.files ?? [],
    write: (files) => write(controller, files),
  });
  known.set(controller, uploads);
  // Of the page before, only what had arrived is still there; what was on its way must be chosen again, and is told so.
  const before = store.value.form.files ?? [];
  const kept = before.filter(({ refused }) => refused === null);
  const refused = controller.parts.t('filesCut');
  const now = kept.map((one) => ({ ...one, previewUrl: null, refused: one.fileId === null ? refused : null }));
  if (before.length > 0) queueMicrotask(() => write(controller, now));
  return uploads;
}

function write(controller: Controller, files: readonly Attachment[]): void {
  const desk = formDeskOf(controller);
  desk.edit({ files });
  desk.set(
    POINTER,
    files.flatMap(({ fileId }) => fileId ?? []),
  );
}
