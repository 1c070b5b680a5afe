// The tags that a visitor may tick, each with the scores it goes with.
import type { RatingTag, RatingTemplate } from '@frontdesk/contracts';
import { Group, NativeSelect, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ListEditor } from '../settings/list-editor';
import { SCORES_OF, scoresOf } from './scores-of';
import { Words } from './words';

interface TagFieldsProps {
  readonly kind: RatingTemplate['kind'];
  readonly tags: readonly RatingTag[];
  /** Where their errors stand. */
  readonly at: string;
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly onChange: (tags: readonly RatingTag[]) => void;
}

export function TagFields({ kind, tags, at, errors, onChange }: TagFieldsProps) {
  const { t } = useTranslation();
  const scores = scoresOf(kind).map(String);
  return (
    <>
      <Text size="sm" fw={500}>
        {t('ratingSettings.tags')}
      </Text>
      <ListEditor<RatingTag>
        entries={tags}
        nameOf={({ name }) => name}
        create={() => ({ id: '', name: '', names: {}, ...SCORES_OF[kind] })}
        onChange={onChange}
      >
        {(tag, index, changeTag) => {
          const here = `${at}.${String(index)}`;
          return (
            <>
              <Group grow align="start">
                {(['name', 'id'] as const).map((name) => (
                  <TextInput
                    key={name}
                    label={t(`field.${name}`)}
                    value={tag[name]}
                    error={errors[`${here}.${name}`]}
                    onChange={(event) => {
                      changeTag({ [name]: event.currentTarget.value });
                    }}
                  />
                ))}
                {(['from', 'to'] as const).map((name) => (
                  <NativeSelect
                    key={name}
                    label={t(`ratingSettings.${name}`)}
                    data={scores}
                    value={String(tag[name])}
                    error={errors[`${here}.${name}`]}
                    onChange={(event) => {
                      changeTag({ [name]: Number(event.currentTarget.value) });
                    }}
                  />
                ))}
              </Group>
              <Words
                words={tag.names}
                label={t('ratingSettings.names')}
                at={`${here}.names`}
                errors={errors}
                onChange={(names) => {
                  changeTag({ names });
                }}
              />
            </>
          );
        }}
      </ListEditor>
    </>
  );
}
