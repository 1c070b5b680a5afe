// A request that failed, in words, with the way on.
import { Alert, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem';

interface ProblemNoteProps {
  readonly error: unknown;
  readonly onRetry?: () => unknown;
}

export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  const { t } = useTranslation();
  const title = isProblem(error, 403)
    ? t('problem.forbidden')
    : isProblem(error, 0)
      ? t('problem.unreachable')
      : t('problem.failed');
  return (
    <Alert
      color="red"
      variant="light"
      title={title}
      m="md"
      role="alert"
      styles={{ title: { color: 'var(--fd-red-text)' } }}
    >
      <Text size="sm" c="var(--mantine-color-text)">
        {isProblem(error) ? error.detail : String(error)}
      </Text>
      {onRetry === undefined ? null : (
        <Button mt="sm" size="compact-sm" variant="default" onClick={() => void onRetry()}>
          {t('common.tryAgain')}
        </Button>
      )}
    </Alert>
  );
}
