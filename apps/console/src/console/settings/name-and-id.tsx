// The name of an entry of a list, and the id that stands for it for ever.
import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface NameAndIdProps {
  readonly of: { readonly id: string; readonly name: string };
  readonly errorAt: (name: 'id' | 'name') => ReactNode;
  readonly onChange: (change: { readonly id: string } | { readonly name: string }) => void;
}

export function NameAndId({ of: { id, name }, errorAt, onChange }: NameAndIdProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('field.name')}
        value={name}
        error={errorAt('name')}
        onChange={(event) => {
          onChange({ name: event.currentTarget.value });
        }}
      />
      <TextInput
        label={t('field.id')}
        description={t('lists.idHelp')}
        value={id}
        error={errorAt('id')}
        onChange={(event) => {
          onChange({ id: event.currentTarget.value });
        }}
      />
    </>
  );
}
