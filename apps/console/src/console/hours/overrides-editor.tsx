// Days that are otherwise than the week: holidays, longer Saturdays. The soonest first; what is over is folded away.
import type { HoursOverride } from '@frontdesk/contracts';
import { ActionIcon, Badge, Button, Checkbox, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { DayEditor } from './day-editor';
import { inOrder, newOverride } from './override-list';

interface OverridesEditorProps {
  readonly overrides: readonly HoursOverride[];
  readonly errors: FormErrors;
  readonly onChange: (overrides: readonly HoursOverride[]) => void;
}

/** More than a screenful is shown on demand. */
const SHOWN = 12;

export function OverridesEditor({ overrides, errors, onChange }: OverridesEditorProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const today = new Date().toISOString().slice(0, 10);
  const order = inOrder(overrides, today);
  // What is wrong is never hidden.
  const shown = order.filter((at, rank) => all || rank < SHOWN || hasError(errors, at));
  return (
    <Stack gap="xs" role="group" aria-label={t('field.overrides')}>
      <Text size="sm" fw={600}>
        {t('field.overrides')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('hours.overridesHelp')}
      </Text>
      {overrides.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('hours.noOverrides')}
        </Text>
      ) : null}
      {shown.map((index) => (
        <OverrideCard
          key={index}
          index={index}
          override={overrides[index] as HoursOverride}
          errors={errors}
          onChange={(part) => {
            onChange(overrides.map((each, at) => (at === index ? { ...each, ...part } : each)));
          }}
          onRemove={() => {
            onChange(overrides.filter((_, at) => at !== index));
          }}
        />
      ))}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={15} />}
          onClick={() => {
            onChange([...overrides, newOverride(t('hours.newOverride'), today)]);
            setAll(true);
          }}
        >
          {t('hours.addOverride')}
        </Button>
        {shown.length === order.length ? null : (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              setAll(true);
            }}
          >
            {t('hours.showAll', { n: order.length })}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface OverrideCardProps {
  readonly index: number;
  readonly override: HoursOverride;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<HoursOverride>) => void;
  readonly onRemove: () => void;
}

function OverrideCard({ index, override, errors, onChange, onRemove }: OverrideCardProps) {
  const { t } = useTranslation();
  const { name, from, to, yearly, uid, intervals } = override;
  const path = `overrides.${String(index)}`;
  return (
    <Paper withBorder radius={8} p="sm" data-testid="override">
      <Group gap="sm" align="flex-start" wrap="wrap">
        <TextInput
          size="xs"
          flex="1 1 180px"
          label={t('hours.overrideName')}
          value={name}
          error={errors[`${path}.name`] ?? errors[path]}
          onChange={(event) => {
            onChange({ name: event.currentTarget.value });
          }}
        />
        <TextInput
          size="xs"
          w={136}
          type="date"
          label={t('hours.from')}
          value={from}
          error={errors[`${path}.from`]}
          onChange={(event) => {
            const next = event.currentTarget.value;
            // One day stays one day.
            onChange(to === from || to < next ? { from: next, to: next } : { from: next });
          }}
        />
        <TextInput
          size="xs"
          w={136}
          type="date"
          label={t('hours.to')}
          min={from}
          value={to}
          error={errors[`${path}.to`]}
          onChange={(event) => {
            onChange({ to: event.currentTarget.value });
          }}
        />
        <ActionIcon mt={22} variant="subtle" color="gray" aria-label={t('lists.remove', { name })} onClick={onRemove}>
          <Icon name="trash" size={15} />
        </ActionIcon>
      </Group>
      <Group gap="md" mt={8}>
        <Checkbox
          size="xs"
          label={t('hours.yearly')}
          checked={yearly}
          onChange={(event) => {
            onChange({ yearly: event.currentTarget.checked });
          }}
        />
        {uid === null ? null : (
          <Badge size="sm" variant="light" color="gray">
            {t('hours.imported')}
          </Badge>
        )}
      </Group>
      <DayEditor
        name={t('hours.opens')}
        path={`${path}.intervals`}
        intervals={intervals}
        disabled={false}
        errors={errors}
        onChange={(next) => {
          onChange({ intervals: next });
        }}
      />
    </Paper>
  );
}

const hasError = (errors: FormErrors, index: number): boolean =>
  Object.keys(errors).some((path) => `${path}.`.startsWith(`overrides.${String(index)}.`));
