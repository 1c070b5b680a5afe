// One condition of a rule: what it looks at, and what must stand there.
import type { Condition } from '@frontdesk/contracts';
import { Group, MultiSelect, Select, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WholeNumber } from '../settings/whole-number';
import { emptyCondition, FIELDS, WEEKDAYS } from './rule-drafts';

interface ConditionFieldsProps {
  readonly condition: Condition;
  readonly error: ReactNode;
  readonly onChange: (condition: Condition) => void;
}

export function ConditionFields({ condition, error, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Group grow align="end">
        <Select
          label={t('field.what')}
          data={FIELDS.map((value) => ({ value, label: t(`rules.field.${value}`) }))}
          allowDeselect={false}
          value={condition.field}
          onChange={(next) => {
            onChange(emptyCondition(FIELDS.find((known) => known === next) ?? 'language'));
          }}
        />
        <Switch
          label={t('rules.not')}
          checked={condition.not}
          onChange={(event) => {
            onChange({ ...condition, not: event.currentTarget.checked });
          }}
        />
      </Group>
      <Wanted condition={condition} onChange={onChange} />
      {error === undefined ? null : (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </>
  );
}

const OPS = ['is', 'starts_with', 'contains'] as const;

function Wanted({ condition, onChange }: Omit<ConditionFieldsProps, 'error'>) {
  const { t } = useTranslation();
  if (condition.field === 'vip') {
    const onNumber = (atLeast: number): void => {
      onChange({ ...condition, atLeast });
    };
    return <WholeNumber label={t('rules.atLeast')} min={1} value={condition.atLeast} onNumber={onNumber} />;
  }
  if (condition.field === 'hour') return <HourFields condition={condition} onChange={onChange} />;
  const ops: readonly string[] = 'name' in condition ? [...OPS, 'present'] : OPS;
  const opOf = (next: string | null) => OPS.find((known) => known === next) ?? 'is';
  return (
    <>
      {'name' in condition ? (
        <TextInput
          label={t('rules.name')}
          value={condition.name}
          onChange={(event) => {
            onChange({ ...condition, name: event.currentTarget.value });
          }}
        />
      ) : null}
      {'op' in condition ? (
        <Select
          label={t('rules.op')}
          data={ops.map((value) => ({ value, label: t(`rules.ops.${value}` as 'rules.ops.is') }))}
          allowDeselect={false}
          value={condition.op}
          onChange={(next) => {
            if ('name' in condition && next === 'present') onChange({ ...condition, op: 'present', values: [] });
            else onChange({ ...condition, op: opOf(next) });
          }}
        />
      ) : null}
      {'op' in condition && condition.op === 'present' ? null : (
        <TagsInput
          label={t('rules.values')}
          value={[...condition.values]}
          onChange={(values) => {
            onChange({ ...condition, values });
          }}
        />
      )}
    </>
  );
}

interface HourFieldsProps {
  readonly condition: Extract<Condition, { field: 'hour' }>;
  readonly onChange: (condition: Condition) => void;
}

function HourFields({ condition, onChange }: HourFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <MultiSelect
        label={t('rules.days')}
        data={WEEKDAYS.map((value) => ({ value, label: t(`weekday.${value}`) }))}
        value={[...condition.days]}
        onChange={(next) => {
          onChange({ ...condition, days: WEEKDAYS.filter((day) => next.includes(day)) });
        }}
      />
      <Group grow>
        {(['from', 'to'] as const).map((side) => (
          <TextInput
            key={side}
            label={t(`rules.${side}`)}
            placeholder="09:00"
            value={condition[side]}
            onChange={(event) => {
              onChange({ ...condition, [side]: event.currentTarget.value });
            }}
          />
        ))}
      </Group>
    </>
  );
}
