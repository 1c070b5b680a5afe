// What a status is called: by the workspace's own name if it has one, else by what it counts as.
import type { CustomStatusName, EffectiveStatus } from '@frontdesk/contracts';
import { useTranslation } from 'react-i18next';

export type StatusName = (status: EffectiveStatus, custom: CustomStatusName | null) => string;

export function useStatusName(): StatusName {
  const { t } = useTranslation();
  return (status, custom) => custom?.name ?? t(`status.${status}`);
}
