// Numbers by name: levels of skills, weights of channels, places in a group. A row each, and one to add another.
import { ActionIcon, Autocomplete, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { useNumberFault } from './use-number-fault';

type Numbers = Readonly<Record<string, number>>;

interface NumberTableProps {
  readonly label: string;
  readonly description?: string;
  readonly nameLabel: string;
  readonly numberLabel: string;
  readonly min: number;
  readonly max: number;
  readonly value: Numbers;
  /** What is known and not there yet. */
  readonly suggestions?: readonly string[];
  readonly nameOf?: (key: string) => string;
  /** Of the form, by the path of this member. */
  readonly errorOf: (key: string) => ReactNode;
  readonly onChange: (value: Numbers) => void;
}

export function NumberTable(props: NumberTableProps) {
  const { t } = useTranslation();
  const { label, description, nameLabel, numberLabel, min, max, value, suggestions = [], onChange } = props;
  const nameOf = props.nameOf ?? ((key: string) => key);
  const faultOf = useNumberFault({ min, max });
  const [adding, setAdding] = useState('');
  const add = (): void => {
    const key = adding.trim();
    if (key !== '' && !(key in value)) onChange({ ...value, [key]: min > 0 ? min : 1 });
    setAdding('');
  };
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      {description === undefined ? null : (
        <Text size="xs" c="dimmed">
          {description}
        </Text>
      )}
      {Object.entries(value).map(([key, number]) => (
        <Group key={key} gap="xs" wrap="nowrap">
          <Text size="sm" flex={1} truncate>
            {nameOf(key)}
          </Text>
          <NumberInput
            size="xs"
            w={90}
            min={min}
            max={max}
            clampBehavior="none"
            aria-label={`${nameOf(key)}: ${numberLabel}`}
            value={number}
            error={faultOf(number) ?? props.errorOf(key)}
            onChange={(next) => {
              if (typeof next === 'number') onChange({ ...value, [key]: next });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('lists.remove', { name: nameOf(key) })}
            onClick={() => {
              onChange(Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)));
            }}
          >
            <Icon name="close" size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap="xs" wrap="nowrap">
        <Autocomplete
          size="xs"
          flex={1}
          aria-label={nameLabel}
          placeholder={nameLabel}
          data={suggestions.filter((one) => !(one in value))}
          value={adding}
          onChange={setAdding}
        />
        <Button size="xs" variant="default" onClick={add}>
          {t('lists.add')}
        </Button>
      </Group>
    </Stack>
  );
}
