// A list in a settings form whose order means something: its entries can be added, moved and removed.
import { ActionIcon, Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';

interface ListEditorProps<Entry> {
  readonly entries: readonly Entry[];
  readonly nameOf: (entry: Entry) => string;
  readonly create: () => Entry;
  readonly addLabel?: string;
  readonly onChange: (entries: readonly Entry[]) => void;
  /** The fields of one entry. */
  readonly children: (entry: Entry, index: number, change: (part: Partial<Entry>) => void) => ReactNode;
}

export function ListEditor<Entry extends object>(props: ListEditorProps<Entry>) {
  const { t } = useTranslation();
  const { entries, nameOf, onChange, children } = props;
  const moved = (from: number, to: number): readonly Entry[] => {
    const rest = entries.filter((_, index) => index !== from);
    return [...rest.slice(0, to), ...entries.slice(from, from + 1), ...rest.slice(to)];
  };
  return (
    <Stack gap="sm">
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('lists.none')}
        </Text>
      ) : null}
      {entries.map((entry, index) => (
        <Paper key={index} withBorder radius={8} p="sm" data-testid="list-entry">
          <Group justify="flex-end" gap={4} mb={4}>
            <MoveButton
              icon="up"
              name={nameOf(entry)}
              disabled={index === 0}
              onClick={() => {
                onChange(moved(index, index - 1));
              }}
            />
            <MoveButton
              icon="down"
              name={nameOf(entry)}
              disabled={index === entries.length - 1}
              onClick={() => {
                onChange(moved(index, index + 1));
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('lists.remove', { name: nameOf(entry) })}
              onClick={() => {
                onChange(entries.filter((_, at) => at !== index));
              }}
            >
              <Icon name="trash" size={15} />
            </ActionIcon>
          </Group>
          <Stack gap="sm">
            {children(entry, index, (part) => {
              onChange(entries.map((each, at) => (at === index ? { ...each, ...part } : each)));
            })}
          </Stack>
        </Paper>
      ))}
      <Button
        variant="default"
        leftSection={<Icon name="plus" size={15} />}
        onClick={() => {
          onChange([...entries, props.create()]);
        }}
      >
        {props.addLabel ?? t('lists.add')}
      </Button>
    </Stack>
  );
}

interface MoveButtonProps {
  readonly icon: 'up' | 'down';
  readonly name: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function MoveButton({ icon, name, disabled, onClick }: MoveButtonProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      disabled={disabled}
      aria-label={t(`lists.${icon}`, { name })}
      onClick={onClick}
    >
      <Icon name={icon} size={15} />
    </ActionIcon>
  );
}
