// A yes/no preference of this browser.
import { useLocalStorage } from '@mantine/hooks';

export function useStoredFlag(name: string, fallback: boolean): readonly [boolean, (value: boolean) => void] {
  const [value, set] = useLocalStorage<boolean>({
    key: `frontdesk.${name}`,
    defaultValue: fallback,
    getInitialValueInEffect: false,
  });
  return [value, set];
}
