// A new secret for a key, and how long the older one still counts: so that both work while it is being changed.
import type { ApiKeyView, IssuedKey } from '@frontdesk/contracts';
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { useSending } from '../../api/use-sending';
import { ProblemNote } from '../../ui/problem-note';
import { WholeNumber } from '../settings/whole-number';

const MOST_HOURS = 744;

interface RotateFormProps {
  readonly view: ApiKeyView;
  readonly onIssued: (key: string) => void;
}

export function RotateForm({ view, onIssued }: RotateFormProps) {
  const { t } = useTranslation();
  const http = useHttp();
  const sending = useSending();
  const [overlapHours, setOverlapHours] = useState(24);
  const rotate = async (): Promise<void> => {
    const path = `/api-keys/${encodeURIComponent(view.keyId)}/rotate`;
    onIssued((await http.post<IssuedKey>(path, { overlapHours })).key);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send(rotate);
      }}
    >
      <Stack gap="md">
        {sending.error === null ? null : <ProblemNote error={sending.error} />}
        <Text size="sm">{t('apiKeys.rotateLead')}</Text>
        <WholeNumber
          label={t('apiKeys.overlapHours')}
          description={t('apiKeys.overlapHelp')}
          min={0}
          max={MOST_HOURS}
          value={overlapHours}
          error={sending.faults['overlapHours']}
          onNumber={setOverlapHours}
        />
        <Button type="submit" loading={sending.busy}>
          {t('apiKeys.rotateYes')}
        </Button>
      </Stack>
    </form>
  );
}
