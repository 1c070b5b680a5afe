// What a rule settles.
import type { RuleResult } from '@frontdesk/contracts';
import { Select, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAgents, useGroups } from '../../api/staff-queries';
import { NumberTable } from '../settings/number-table';
import { WholeNumber } from '../settings/whole-number';

interface ResultFieldsProps {
  readonly result: RuleResult;
  readonly error: ReactNode;
  readonly onChange: (result: RuleResult) => void;
}

export function ResultFields({ result, error, onChange }: ResultFieldsProps) {
  const { t } = useTranslation();
  const groups = useGroups().data ?? [];
  const agents = useAgents().data ?? [];
  const choose = (name: 'groupId' | 'agentId', label: string, all: typeof groups | typeof agents) => (
    <Select
      label={label}
      placeholder={t('rules.nobody')}
      clearable
      disabled={result.submission}
      data={all.map((each) => ({ value: each.id ?? '', label: each.document.name }))}
      value={result[name]}
      onChange={(next) => {
        onChange({ ...result, [name]: next });
      }}
    />
  );
  return (
    <>
      {choose('groupId', t('rules.group'), groups)}
      {choose('agentId', t('rules.agent'), agents)}
      <WholeNumber
        label={t('rules.priority')}
        max={100}
        disabled={result.submission}
        value={result.priority}
        onNumber={(priority) => {
          onChange({ ...result, priority });
        }}
      />
      {result.submission ? null : (
        <NumberTable
          label={t('field.skills')}
          description={t('rules.skillsHelp')}
          nameLabel={t('lists.skill')}
          numberLabel={t('field.level')}
          min={1}
          max={5}
          suggestions={[...new Set(agents.flatMap((each) => Object.keys(each.document.skills)))]}
          value={result.skills}
          errorOf={() => null}
          onChange={(skills) => {
            onChange({ ...result, skills });
          }}
        />
      )}
      <Switch
        label={t('rules.submission')}
        checked={result.submission}
        onChange={(event) => {
          const submission = event.currentTarget.checked;
          // A submission leaves nothing else to settle.
          const nothing = { groupId: null, agentId: null, priority: 0, skills: {}, mode: null };
          onChange({ ...(submission ? nothing : result), submission });
        }}
      />
      {error === undefined ? null : (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </>
  );
}
