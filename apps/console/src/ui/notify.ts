// A short message in the corner, always with a named way to close it.
import { type NotificationData, notifications } from '@mantine/notifications';
import i18next from 'i18next';

export function notify(data: NotificationData): void {
  notifications.show({ ...data, closeButtonProps: { 'aria-label': i18next.t('common.dismiss') } });
}
