// A document's field in the words its form uses, and its value short enough to compare.
import i18next from 'i18next';

export function fieldName(name: string): string {
  return i18next.t(`field.${name}` as 'field.enabled', { defaultValue: name });
}

export function shortValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return i18next.t('settings.nothing');
  if (typeof value === 'boolean') return i18next.t(value ? 'settings.yes' : 'settings.no');
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? i18next.t('settings.nothing') : value.map(shortValue).join(', ');
  return Object.entries(value as Record<string, unknown>)
    .map(([name, part]) => `${fieldName(name)}: ${shortValue(part)}`)
    .join(' · ');
}
