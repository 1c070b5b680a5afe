// Where rows will be, before they are.
import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function RowsLoading() {
  const { t } = useTranslation();
  return (
    <Stack gap={6} p="xs" aria-busy aria-label={t('common.loading')} role="status">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={54} radius="md" />
      ))}
    </Stack>
  );
}
