// Which files are let in: how large one may be, and of which kinds.
import type { FileLimits } from '@frontdesk/contracts';
import { TagsInput } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WholeNumber } from './whole-number';

const KIB = 1024;

interface FileLimitFieldsProps {
  readonly limits: FileLimits;
  readonly errors: FormErrors;
  /** Where they stand in the document. */
  readonly path: string;
  readonly disabled?: boolean;
  readonly onChange: (change: Partial<FileLimits>) => void;
}

export function FileLimitFields({ limits, errors, path, disabled = false, onChange }: FileLimitFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <WholeNumber
        label={t('messageSettings.most')}
        suffix=" KB"
        min={1}
        disabled={disabled}
        value={Math.round(limits.maxBytes / KIB)}
        error={errors[`${path}.maxBytes`]}
        onNumber={(kib) => {
          onChange({ maxBytes: kib * KIB });
        }}
      />
      <TagsInput
        label={t('messageSettings.types')}
        description={t('messageSettings.typesHelp')}
        disabled={disabled}
        value={[...limits.types]}
        error={errors[`${path}.types`] ?? entryError(errors, path)}
        onChange={(types) => {
          onChange({ types });
        }}
      />
    </>
  );
}

/** A fault of one entry is shown at the list. */
const entryError = (errors: FormErrors, path: string): ReactNode =>
  Object.entries(errors).find(([at]) => at.startsWith(`${path}.types.`))?.[1];
