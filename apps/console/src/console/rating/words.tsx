// The same words in other languages, one a line: a language, and what it reads there.
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';

interface WordsProps {
  readonly words: Readonly<Record<string, string>>;
  readonly label: string;
  readonly at: string;
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly onChange: (words: Readonly<Record<string, string>>) => void;
}

export function Words({ words, label, at, errors, onChange }: WordsProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState('');
  const language = adding.trim();
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      {Object.entries(words).map(([one, text]) => (
        <Group key={one} gap="xs" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            aria-label={`${label}: ${one}`}
            leftSection={<Text size="xs">{one}</Text>}
            leftSectionWidth={52}
            value={text}
            error={errors[`${at}.${one}`]}
            onChange={(event) => {
              onChange({ ...words, [one]: event.currentTarget.value });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('lists.remove', { name: one })}
            onClick={() => {
              onChange(Object.fromEntries(Object.entries(words).filter(([name]) => name !== one)));
            }}
          >
            <Icon name="trash" size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap="xs">
        <TextInput
          size="xs"
          w={140}
          aria-label={t('ratingSettings.language')}
          placeholder={t('ratingSettings.language')}
          value={adding}
          onChange={(event) => {
            setAdding(event.currentTarget.value);
          }}
        />
        <Button
          size="xs"
          variant="default"
          disabled={language === '' || language in words}
          onClick={() => {
            onChange({ ...words, [language]: '' });
            setAdding('');
          }}
        >
          {t('lists.add')}
        </Button>
      </Group>
    </Stack>
  );
}
