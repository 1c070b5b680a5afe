// What several fields or buttons are about, said above them as a label and its help are above one.
import { Text } from '@mantine/core';

export function SmallHead({ title, help }: { readonly title: string; readonly help: string }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <Text size="xs" c="dimmed">
        {help}
      </Text>
    </div>
  );
}
