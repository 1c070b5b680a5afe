// What is said at several moments, by language: a card for each language that has its own words.
import { ActionIcon, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { SmallHead } from '../settings/small-head';
import { AddLanguage } from './add-language';
import type { Errors } from './errors';
import { without } from './without';

type Messages<Moment extends string> = Readonly<Record<string, Readonly<Record<Moment, string>>>>;

interface MomentsByLanguageProps<Moment extends string> {
  readonly title: string;
  readonly help: string;
  /** Each with its label, in the order in which they come. */
  readonly moments: readonly (readonly [moment: Moment, label: string])[];
  readonly messages: Messages<Moment>;
  readonly errors: Errors;
  readonly disabled?: boolean;
  readonly onChange: (messages: Messages<Moment>) => void;
}

export function MomentsByLanguage<Moment extends string>(props: MomentsByLanguageProps<Moment>) {
  const { title, help, moments, messages, errors, disabled = false, onChange } = props;
  const { t } = useTranslation();
  const nothing = Object.fromEntries(moments.map(([moment]) => [moment, ''])) as Record<Moment, string>;
  return (
    <Stack gap="sm" role="group" aria-label={title}>
      <SmallHead title={title} help={help} />
      {Object.entries(messages).map(([name, words]) => (
        <Paper key={name} withBorder radius={8} p="sm">
          <Group justify="space-between">
            <Text size="sm" fw={600} c={errors[`messages.${name}`] === undefined ? undefined : 'red'}>
              {name} {errors[`messages.${name}`]}
            </Text>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={disabled}
              aria-label={t('lists.remove', { name })}
              onClick={() => {
                onChange(without(messages, name));
              }}
            >
              <Icon name="trash" size={15} />
            </ActionIcon>
          </Group>
          {moments.map(([moment, label]) => (
            <Textarea
              key={moment}
              size="xs"
              label={label}
              aria-label={`${name}: ${label}`}
              autosize
              minRows={1}
              disabled={disabled}
              value={words[moment]}
              error={errors[`messages.${name}.${moment}`]}
              onChange={(event) => {
                onChange({ ...messages, [name]: { ...words, [moment]: event.currentTarget.value } });
              }}
            />
          ))}
        </Paper>
      ))}
      <AddLanguage
        known={messages}
        disabled={disabled}
        onAdd={(language) => {
          onChange({ ...messages, [language]: nothing });
        }}
      />
    </Stack>
  );
}
