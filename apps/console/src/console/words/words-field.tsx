// Words for visitors: one text that always does, and others by language, out of the way until there are any.
import type { Words } from '@frontdesk/contracts';
import { ActionIcon, Group, Stack, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { type Errors, errorAt } from './errors';
import { AddLanguage } from './add-language';

interface WordsFieldProps {
  readonly label: string;
  /** Read aloud instead of the label, where several fields share one. */
  readonly name?: string;
  readonly description?: ReactNode;
  readonly words: Words;
  readonly errors: Errors;
  /** Of the words in the document: `guide`, `custom.0.label`. */
  readonly path: string;
  readonly rows?: number;
  readonly onChange: (words: Words) => void;
}

export function WordsField(props: WordsFieldProps) {
  const { description, errors, label, name = label, onChange, path, rows = 1, words } = props;
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Textarea
        label={label}
        aria-label={name}
        description={description}
        autosize
        minRows={rows}
        value={words.text}
        error={errorAt(errors, `${path}.text`) ?? errorAt(errors, path)}
        onChange={(event) => {
          onChange({ ...words, text: event.currentTarget.value });
        }}
      />
      {Object.entries(words.texts).map(([tag, said]) => (
        <Group key={tag} gap="xs" wrap="nowrap" align="flex-start">
          <Text size="xs" w={48} pt={8} c="dimmed">
            {tag}
          </Text>
          <Textarea
            flex={1}
            size="xs"
            aria-label={`${name}: ${tag}`}
            autosize
            minRows={rows}
            value={said}
            error={errorAt(errors, `${path}.texts.${tag}`)}
            onChange={(event) => {
              onChange({ ...words, texts: { ...words.texts, [tag]: event.currentTarget.value } });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('lists.remove', { name: `${name}: ${tag}` })}
            onClick={() => {
              onChange({ ...words, texts: without(words.texts, tag) });
            }}
          >
            <Icon name="trash" size={15} />
          </ActionIcon>
        </Group>
      ))}
      <AddLanguage
        name={name}
        known={words.texts}
        onAdd={(tag) => {
          onChange({ ...words, texts: { ...words.texts, [tag]: '' } });
        }}
      />
    </Stack>
  );
}

const without = (texts: Words['texts'], tag: string): Words['texts'] =>
  Object.fromEntries(Object.entries(texts).filter(([other]) => other !== tag));
