// One text by language: a line for each that has its own, and one to add another.
import { ActionIcon, Group, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { AddLanguage } from './add-language';
import { without } from './without';

type Texts = Readonly<Record<string, string>>;

interface TextsByLanguageProps {
  /** What is said, where it is read aloud. */
  readonly name: string;
  readonly texts: Texts;
  readonly errorOf: (language: string) => ReactNode;
  readonly rows?: number;
  readonly onChange: (texts: Texts) => void;
}

export function TextsByLanguage({ name, texts, errorOf, rows = 1, onChange }: TextsByLanguageProps) {
  const { t } = useTranslation();
  return (
    <>
      {Object.entries(texts).map(([tag, said]) => (
        <Group key={tag} gap="xs" wrap="nowrap" align="flex-start">
          <Text size="xs" w={48} pt={8} c="dimmed" title={languageName(tag)}>
            {tag}
          </Text>
          <Textarea
            flex={1}
            size="xs"
            aria-label={`${name}: ${tag}`}
            autosize
            minRows={rows}
            value={said}
            error={errorOf(tag)}
            onChange={(event) => {
              onChange({ ...texts, [tag]: event.currentTarget.value });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('lists.remove', { name: `${name}: ${tag}` })}
            onClick={() => {
              onChange(without(texts, tag));
            }}
          >
            <Icon name="trash" size={15} />
          </ActionIcon>
        </Group>
      ))}
      <AddLanguage
        name={name}
        known={texts}
        onAdd={(tag) => {
          onChange({ ...texts, [tag]: '' });
        }}
      />
    </>
  );
}
