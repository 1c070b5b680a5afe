// Words for visitors: one text that always does, and others by language, out of the way until there are any.
import type { Words } from '@frontdesk/contracts';
import { Stack, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Errors, errorAt } from './errors';
import { TextsByLanguage } from './texts-by-language';

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
      <TextsByLanguage
        {...{ name, rows }}
        texts={words.texts}
        errorOf={(tag) => errorAt(errors, `${path}.texts.${tag}`)}
        onChange={(texts) => {
          onChange({ ...words, texts });
        }}
      />
    </Stack>
  );
}
