// What a group does beside having a name: who is asked first, where visitors go when it is full, its own queue.
import type { GroupDocument, Overflow, QueueDocument } from '@frontdesk/contracts';
import { Select, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { useAgents, useGroups } from '../../api/staff-queries';
import { QueueFields } from '../queue/queue-fields';
import { readDocument } from '../settings/documents-api';
import { FIRST_QUEUE } from '../settings/first-documents';
import { ListEditor } from '../settings/list-editor';
import { NumberTable } from '../settings/number-table';
import { WholeNumber } from '../settings/whole-number';
import { SmallHead } from '../settings/small-head';
import { OwnHours } from './own-hours';

const WHEN = ['no_agent_online', 'all_full', 'off_duty', 'waited', 'any'] as const;

interface GroupRulesProps {
  readonly form: UseFormReturnType<GroupDocument>;
  /** null: it is being created, and has nobody. */
  readonly id: string | null;
}

export function GroupRules({ form, id }: GroupRulesProps) {
  const { t } = useTranslation();
  const { values, errors } = form;
  const agents = (useAgents().data ?? []).filter((each) => id !== null && each.document.groupIds.includes(id));
  const nameOf = (agentId: string): string => agents.find((each) => each.id === agentId)?.document.name ?? agentId;
  return (
    <>
      <TextInput
        label={t('field.picture')}
        description={t('groupSettings.pictureHelp')}
        value={values.picture ?? ''}
        error={errors['picture']}
        onChange={(event) => {
          form.setFieldValue('picture', event.currentTarget.value || null);
        }}
      />
      <NumberTable
        label={t('field.members')}
        description={agents.length === 0 ? t('groupSettings.noMembers') : t('groupSettings.membersHelp')}
        nameLabel={t('lists.agent')}
        numberLabel={t('lists.place')}
        min={1}
        max={100}
        suggestions={agents.map((each) => each.id ?? '')}
        nameOf={nameOf}
        value={values.members}
        errorOf={(agentId) => errors[`members.${agentId}`]}
        onChange={(members) => {
          form.setFieldValue('members', members);
        }}
      />
      <OverflowChain form={form} id={id} />
      <OwnQueue form={form} />
      <OwnHours form={form} id={id} />
    </>
  );
}

function OverflowChain({ form, id }: GroupRulesProps) {
  const { t } = useTranslation();
  const { values, errors } = form;
  const groups = (useGroups().data ?? []).filter((each) => each.id !== id);
  const data = groups.map((each) => ({ value: each.id ?? '', label: each.document.name }));
  const nameOf = (link: Overflow): string => data.find(({ value }) => value === link.groupId)?.label ?? link.groupId;
  const errorAt = (index: number, name: string) => errors[`overflow.${String(index)}.${name}`];
  return (
    <Stack gap={6} role="group" aria-label={t('field.overflow')}>
      <SmallHead title={t('field.overflow')} help={t('groupSettings.overflowHelp')} />
      <ListEditor<Overflow>
        entries={values.overflow}
        nameOf={nameOf}
        create={() => ({ groupId: data[0]?.value ?? '', when: 'any', afterSeconds: null })}
        onChange={(overflow) => {
          form.setFieldValue('overflow', overflow);
        }}
      >
        {(link, index, change) => (
          <>
            <Select
              label={t('groupSettings.target')}
              data={data}
              allowDeselect={false}
              value={link.groupId}
              error={errorAt(index, 'groupId') ?? errors[`overflow.${String(index)}`]}
              onChange={(groupId) => {
                change({ groupId: groupId ?? '' });
              }}
            />
            <Select
              label={t('groupSettings.condition')}
              data={WHEN.map((value) => ({ value, label: t(`groupSettings.when.${value}`) }))}
              allowDeselect={false}
              value={link.when}
              onChange={(next) => {
                const when = WHEN.find((known) => known === next) ?? 'any';
                change({ when, afterSeconds: when === 'waited' ? (link.afterSeconds ?? 60) : null });
              }}
            />
            {link.when === 'waited' ? (
              <WholeNumber
                label={t('groupSettings.after')}
                min={1}
                value={link.afterSeconds}
                error={errorAt(index, 'afterSeconds')}
                onNumber={(afterSeconds) => {
                  change({ afterSeconds });
                }}
              />
            ) : null}
          </>
        )}
      </ListEditor>
    </Stack>
  );
}

/** Begins as a copy of the workspace's, so that switching it on changes nothing by itself. */
function OwnQueue({ form }: Pick<GroupRulesProps, 'form'>) {
  const { t } = useTranslation();
  const http = useHttp();
  const { queue } = form.values;
  const workspace = useQuery({
    queryKey: keys.document('queue'),
    queryFn: ({ signal }) => readDocument<QueueDocument>(http, 'queue', FIRST_QUEUE, signal),
  });
  return (
    <>
      <Switch
        label={t('groupSettings.ownQueue')}
        description={t('groupSettings.ownQueueHelp')}
        checked={queue !== null}
        onChange={(event) => {
          form.setFieldValue('queue', event.currentTarget.checked ? (workspace.data?.document ?? FIRST_QUEUE) : null);
        }}
      />
      {queue === null ? null : <QueueFields form={form} at="queue." queue={queue} narrow />}
    </>
  );
}
