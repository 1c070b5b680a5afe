// Opens what a row of a table is about.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface EditButtonProps {
  /** Tells this button from those of other rows. */
  readonly name: string;
  readonly onEdit: () => void;
}

export function EditButton({ name, onEdit }: EditButtonProps) {
  const { t } = useTranslation();
  return (
    <Button size="compact-sm" fz={13} variant="default" aria-label={t('agents.editName', { name })} onClick={onEdit}>
      {t('common.edit')}
    </Button>
  );
}
