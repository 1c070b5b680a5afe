// Opening hours: a week in one time zone, or always.
import type { HoursDocument } from '@frontdesk/contracts';
import { Select, Switch, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { useDocumentEditor } from '../settings/use-document-editor';
import { DayEditor } from './day-editor';
import { OpenNow } from './open-now';
import { copyToWorkdays, WEEKDAYS, withDay } from './week';

const WORKDAY = [{ start: '09:00', end: '17:00' }];
const FIRST: HoursDocument = {
  alwaysOpen: true,
  timeZone: 'UTC',
  weekly: { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY, sat: [], sun: [] },
  overrides: [],
  closing: { then: 'finish', message: '', messages: {} },
};

export function HoursPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('hours', FIRST);
  const { form } = editor;
  const { weekly, timeZone, alwaysOpen } = form.values;
  // The runtime leaves some legal names out of its list, UTC among them.
  const zones = useMemo(() => [...new Set(['UTC', timeZone, ...Intl.supportedValuesOf('timeZone')])], [timeZone]);
  return (
    <>
      <PageHead title={t('console.page.hours.title')} lead={t('console.page.hours.lead')} />
      <EditorFrame editor={editor} aside={<OpenNow timeZone={editor.base?.document.timeZone ?? 'UTC'} />}>
        <Switch
          label={t('field.alwaysOpen')}
          description={t('hours.alwaysOpenHelp')}
          {...form.getInputProps('alwaysOpen', { type: 'checkbox' })}
        />
        <Select
          label={t('field.timeZone')}
          description={t('hours.timeZoneHelp')}
          searchable
          allowDeselect={false}
          limit={60}
          nothingFoundMessage={t('hours.noZone')}
          data={zones}
          disabled={alwaysOpen}
          {...form.getInputProps('timeZone')}
        />
        <div aria-disabled={alwaysOpen}>
          {WEEKDAYS.map((day) => (
            <DayEditor
              key={day}
              day={day}
              intervals={weekly[day]}
              disabled={alwaysOpen}
              errors={form.errors}
              onChange={(intervals) => {
                form.setFieldValue('weekly', withDay(form.getValues().weekly, day, intervals));
              }}
              {...(day === 'mon'
                ? {
                    onCopy: () => {
                      form.setFieldValue('weekly', copyToWorkdays(form.getValues().weekly, day));
                    },
                  }
                : {})}
            />
          ))}
          <Text size="xs" c="dimmed" mt="xs">
            {t('hours.overnight')}
          </Text>
        </div>
      </EditorFrame>
    </>
  );
}
