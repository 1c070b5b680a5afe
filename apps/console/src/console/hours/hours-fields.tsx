// The fields of a schedule, the workspace's or a group's own: the week, the days that are otherwise, closing time.
import type { HoursDocument } from '@frontdesk/contracts';
import { Select, Stack, Switch, Text } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ClosingFields } from './closing-fields';
import { DayEditor } from './day-editor';
import { OverridesEditor } from './overrides-editor';
import { copyToWorkdays, WEEKDAYS, withDay } from './week';

interface HoursFieldsProps {
  readonly hours: HoursDocument;
  /** By path within the schedule. */
  readonly errors: FormErrors;
  readonly onChange: (hours: HoursDocument) => void;
}

export function HoursFields({ hours, errors, onChange }: HoursFieldsProps) {
  const { t } = useTranslation();
  const { weekly, timeZone, alwaysOpen, overrides, closing } = hours;
  const change = (part: Partial<HoursDocument>): void => {
    onChange({ ...hours, ...part });
  };
  // The runtime leaves some legal names out of its list, UTC among them.
  const zones = useMemo(() => [...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')])], [timeZone]);
  return (
    <>
      <Switch
        label={t('field.alwaysOpen')}
        description={t('hours.alwaysOpenHelp')}
        checked={alwaysOpen}
        error={errors['alwaysOpen']}
        onChange={(event) => {
          change({ alwaysOpen: event.currentTarget.checked });
        }}
      />
      <Select
        label={t('field.timeZone')}
        description={t('hours.timeZoneHelp')}
        searchable
        allowDeselect={false}
        limit={60}
        nothingFoundMessage={t('hours.noZone')}
        data={zones}
        value={timeZone}
        error={errors['timeZone']}
        onChange={(zone) => {
          if (zone !== null) change({ timeZone: zone });
        }}
      />
      <Stack gap={0} aria-disabled={alwaysOpen}>
        {WEEKDAYS.map((day) => (
          <DayEditor
            key={day}
            name={t(`weekday.${day}`)}
            path={`weekly.${day}`}
            intervals={weekly[day]}
            disabled={alwaysOpen}
            errors={errors}
            onChange={(intervals) => {
              change({ weekly: withDay(weekly, day, intervals) });
            }}
            {...(day === 'mon'
              ? {
                  onCopy: () => {
                    change({ weekly: copyToWorkdays(weekly, day) });
                  },
                }
              : {})}
          />
        ))}
        <Text size="xs" c="dimmed" mt="xs">
          {t('hours.overnight')}
        </Text>
      </Stack>
      <OverridesEditor
        overrides={overrides}
        errors={errors}
        onChange={(next) => {
          change({ overrides: next });
        }}
      />
      <ClosingFields
        closing={closing}
        errors={errors}
        onChange={(next) => {
          change({ closing: next });
        }}
      />
    </>
  );
}
