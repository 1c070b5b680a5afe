// What becomes of those who still wait when the hours end, and in which words.
import type { Closing } from '@frontdesk/contracts';
import { Radio, Stack, Textarea } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { TextsByLanguage } from '../words/texts-by-language';

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
          <TextsByLanguage
            name={t('hours.closingWords')}
            texts={closing.messages}
            errorOf={(tag) => errors[`closing.messages.${tag}`]}
            onChange={(messages) => {
              onChange({ ...closing, messages });
            }}
          />
        </>
      ) : null}
    </Stack>
  );
}
