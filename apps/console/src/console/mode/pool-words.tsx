// What visitors read while nobody has their conversation, and when nobody took it: in each language that has its own words.
import type { ModeDocument, PoolMessages } from '@frontdesk/contracts';
import { ActionIcon, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { AddLanguage } from '../words/add-language';

const MOMENTS = ['pooled', 'timedOut'] as const;
const NO_WORDS: PoolMessages = { pooled: '', timedOut: '' };

interface PoolWordsProps {
  readonly messages: ModeDocument['messages'];
  readonly errors: FormErrors;
  readonly onChange: (messages: ModeDocument['messages']) => void;
}

export function PoolWords({ messages, errors, onChange }: PoolWordsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="group" aria-label={t('modeSettings.words')}>
      <Text size="sm" fw={500}>
        {t('modeSettings.words')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('modeSettings.wordsHelp')}
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
              aria-label={t('lists.remove', { name })}
              onClick={() => {
                onChange(Object.fromEntries(Object.entries(messages).filter(([other]) => other !== name)));
              }}
            >
              <Icon name="trash" size={15} />
            </ActionIcon>
          </Group>
          {MOMENTS.map((moment) => (
            <Textarea
              key={moment}
              size="xs"
              label={t(`modeSettings.moment.${moment}`)}
              aria-label={`${name}: ${t(`modeSettings.moment.${moment}`)}`}
              autosize
              minRows={1}
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
        onAdd={(language) => {
          onChange({ ...messages, [language]: NO_WORDS });
        }}
      />
    </Stack>
  );
}
