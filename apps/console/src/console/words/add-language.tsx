// One more language for words: typed, and added by the button or by Enter, which here must not save the form around it.
import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface AddLanguageProps {
  /** Whose words they are, where a page has several. */
  readonly name?: string;
  /** Those that there are already. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly disabled?: boolean;
  readonly onAdd: (language: string) => void;
}

export function AddLanguage({ name, known, disabled = false, onAdd }: AddLanguageProps) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState('');
  const label = (what: string): string => (name === undefined ? what : `${name}: ${what}`);
  const add = (): void => {
    const wanted = language.trim();
    if (wanted !== '' && !(wanted in known)) onAdd(wanted);
    setLanguage('');
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        size="xs"
        flex={1}
        aria-label={label(t('queueSettings.addLanguage'))}
        placeholder={t('queueSettings.addLanguage')}
        disabled={disabled}
        value={language}
        onChange={(event) => {
          setLanguage(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button size="xs" variant="default" disabled={disabled} aria-label={label(t('lists.add'))} onClick={add}>
        {t('lists.add')}
      </Button>
    </Group>
  );
}
