// What those who wait are told, in their language: words for each language that has its own.
import type { QueueMessages } from '@frontdesk/contracts';
import { ActionIcon, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { AddLanguage } from '../words/add-language';

type Messages = Readonly<Record<string, QueueMessages>>;

const OCCASIONS = ['entry', 'position', 'reassurance', 'warning'] as const;
const NO_WORDS: QueueMessages = { entry: '', position: '', reassurance: '', warning: '' };

interface LanguageMessagesProps {
  readonly messages: Messages;
  readonly errors: FormErrors;
  readonly disabled: boolean;
  readonly onChange: (messages: Messages) => void;
}

export function LanguageMessages({ messages, errors, disabled, onChange }: LanguageMessagesProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="group" aria-label={t('field.messages')}>
      <Text size="sm" fw={500}>
        {t('field.messages')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('queueSettings.messagesHelp')}
      </Text>
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
                onChange(Object.fromEntries(Object.entries(messages).filter(([other]) => other !== name)));
              }}
            >
              <Icon name="trash" size={15} />
            </ActionIcon>
          </Group>
          {OCCASIONS.map((occasion) => (
            <Textarea
              key={occasion}
              size="xs"
              label={t(`queueSettings.${occasion}`)}
              aria-label={`${name}: ${t(`queueSettings.${occasion}`)}`}
              autosize
              minRows={1}
              disabled={disabled}
              value={words[occasion]}
              error={errors[`messages.${name}.${occasion}`]}
              onChange={(event) => {
                onChange({ ...messages, [name]: { ...words, [occasion]: event.currentTarget.value } });
              }}
            />
          ))}
        </Paper>
      ))}
      <AddLanguage
        known={messages}
        disabled={disabled}
        onAdd={(language) => {
          onChange({ ...messages, [language]: NO_WORDS });
        }}
      />
    </Stack>
  );
}
