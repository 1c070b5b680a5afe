// A group's own hours: they begin as a copy of the workspace's, so that switching them on changes nothing by itself.
import type { GroupDocument, HoursDocument } from '@frontdesk/contracts';
import { Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { HoursFields } from '../hours/hours-fields';
import { ImportCalendar } from '../hours/import-calendar';
import { readDocument } from '../settings/documents-api';
import { FIRST_HOURS } from '../settings/first-documents';
import { errorsUnder } from '../settings/pointer-errors';

interface OwnHoursProps {
  readonly form: UseFormReturnType<GroupDocument>;
  /** null: the group is being created. */
  readonly id: string | null;
}

export function OwnHours({ form, id }: OwnHoursProps) {
  const { t } = useTranslation();
  const http = useHttp();
  const { hours } = form.values;
  const workspace = useQuery({
    queryKey: keys.document('hours'),
    queryFn: ({ signal }) => readDocument<HoursDocument>(http, 'hours', FIRST_HOURS, signal),
  });
  return (
    <>
      <Switch
        label={t('groupSettings.ownHours')}
        description={t('groupSettings.ownHoursHelp')}
        checked={hours !== null}
        onChange={(event) => {
          form.setFieldValue('hours', event.currentTarget.checked ? (workspace.data?.document ?? FIRST_HOURS) : null);
        }}
      />
      {hours === null ? null : (
        <HoursFields
          hours={hours}
          errors={errorsUnder('hours.', form.errors)}
          onChange={(next) => {
            form.setFieldValue('hours', next);
          }}
        />
      )}
      {hours === null || id === null ? null : <ImportCalendar disabled={form.isDirty()} groupId={id} />}
    </>
  );
}
