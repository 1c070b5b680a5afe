// Reason codes in words; a code of a newer server is shown as it reads.
import i18next from 'i18next';

export function closedReason(reason: string): string {
  return i18next.t(`closedReason.${reason}` as 'closedReason.agent', { defaultValue: reason.replaceAll('_', ' ') });
}

export function offerReason(reason: string): string {
  return i18next.t(`offerReason.${reason}` as 'offerReason.full', { defaultValue: reason.replaceAll('_', ' ') });
}

export function requeueCause(cause: string): string {
  return i18next.t(`requeueCause.${cause}` as 'requeueCause.offer', { defaultValue: cause.replaceAll('_', ' ') });
}
