// The files that are left with a submission: as many, as large and of such kinds as the form lets in (G2).
import type { FieldError } from '@frontdesk/kernel';
import type { Attachment } from './event.js';

export interface AttachmentRules {
  readonly required: boolean;
  readonly most: number;
  readonly maxBytes: number;
  /** Media types. */
  readonly types: readonly string[];
}

const POINTER = '/attachments';

/** `rules` null: none are asked for. The form may have changed since a file was uploaded, so each is looked at again. */
export function attachmentFaults(rules: AttachmentRules | null, given: readonly Attachment[]): readonly FieldError[] {
  if (rules === null)
    return given.length === 0 ? [] : [{ pointer: POINTER, code: 'unknown_field', message: 'This is not asked for.' }];
  if (given.length === 0) return rules.required ? [{ pointer: POINTER, code: 'empty', message: 'Attach a file.' }] : [];
  if (given.length > rules.most)
    return [{ pointer: POINTER, code: 'too_many', message: `At most ${rules.most} files.` }];
  return given.flatMap((file, index) => {
    const pointer = `${POINTER}/${index}`;
    if (given.findIndex(({ fileId }) => fileId === file.fileId) < index)
      return [{ pointer, code: 'duplicate', message: `${file.name} is attached twice.` }];
    if (file.bytes > rules.maxBytes)
      return [{ pointer, code: 'file_too_large', message: `${file.name} is too large.` }];
    return rules.types.includes(file.mediaType)
      ? []
      : [
          {
            pointer,
            code: 'file_type_not_allowed',
            message: `${file.name} is ${file.mediaType}, which is not let in.`,
          },
        ];
  });
}
