// What becomes of those who still wait when the hours end, and in which words.
import type { Closing } from '@frontdesk/contracts';
import { ActionIcon, Group, Radio, Stack, Textarea } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { AddLanguage } from '../words/add-language';

const THEN = ['finish', 'submission', 'message'] as const;

interface ClosingFieldsProps {
  readonly closing: Closing;
  readonly errors: FormErrors;
  readonly onChange: (closing: Closing) => void;
}

export function ClosingFields({ closing, errors, onChange }: ClosingFieldsProps) {
  const { t } = useTranslation();
  const { then, message } = closing;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('field.closing')}
        description={t('hours.closingHelp')}
        value={then}
        error={errors['closing.then']}
        onChange={(next) => {
          onChange({ ...closing, then: THEN.find((known) => known === next) ?? 'finish' });
        }}
      >
        <Stack gap={6} mt={8}>
          {THEN.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`hours.closing.${value}`)}
              description={t(`hours.closingMeans.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {then === 'message' ? (
        <>
          <Textarea
            label={t('hours.closingWords')}
            autosize
            minRows={2}
            value={message}
            error={errors['closing.message']}
            onChange={(event) => {
              onChange({ ...closing, message: event.currentTarget.value });
            }}
          />
          <Words closing={closing} errors={errors} onChange={onChange} />
        </>
      ) : null}
    </Stack>
  );
}

function Words({ closing, errors, onChange }: ClosingFieldsProps) {
  const { t } = useTranslation();
  const { messages } = closing;
  const put = (next: Closing['messages']): void => {
    onChange({ ...closing, messages: next });
  };
  return (
    <>
      {Object.entries(messages).map(([name, words]) => (
        <Group key={name} gap="xs" align="flex-end" wrap="nowrap">
          <Textarea
            flex={1}
            size="xs"
            label={languageName(name)}
            autosize
            minRows={1}
            value={words}
            error={errors[`closing.messages.${name}`]}
            onChange={(event) => {
              put({ ...messages, [name]: event.currentTarget.value });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('lists.remove', { name: languageName(name) })}
            onClick={() => {
              put(Object.fromEntries(Object.entries(messages).filter(([other]) => other !== name)));
            }}
          >
            <Icon name="trash" size={15} />
          </ActionIcon>
        </Group>
      ))}
      <AddLanguage
        known={messages}
        onAdd={(language) => {
          put({ ...messages, [language]: '' });
        }}
      />
    </>
  );
}
