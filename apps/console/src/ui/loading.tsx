// Where something will be, before it is: blocks in its shape, and one word for those who do not see them.
import { Skeleton, Stack, type SkeletonProps, type StackProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LoadingProps extends StackProps {
  readonly blocks: readonly SkeletonProps[];
}

export function Loading({ blocks, ...stack }: LoadingProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={6} {...stack} aria-busy aria-label={t('common.loading')} role="status">
      {blocks.map((block, at) => (
        <Skeleton key={at} radius="md" {...block} />
      ))}
    </Stack>
  );
}
