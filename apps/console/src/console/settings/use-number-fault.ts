// What is wrong with a number that was typed. It stays as it was typed: a field that quietly makes 5 of -5 saves what
// nobody has written.
import { useTranslation } from 'react-i18next';

interface Bounds {
  readonly min: number;
  readonly max?: number | undefined;
}

export function useNumberFault({ min, max }: Bounds): (value: number | null) => string | undefined {
  const { t } = useTranslation();
  return (value) => {
    if (value === null) return undefined;
    if (!Number.isInteger(value)) return t('numbers.whole');
    if (value < min) return t('numbers.atLeast', { min });
    return max !== undefined && value > max ? t('numbers.atMost', { max }) : undefined;
  };
}
