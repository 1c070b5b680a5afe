// Opening hours: a week in one time zone, the days that are otherwise, and what happens when they end.
import { useTranslation } from 'react-i18next';
import { PageHead } from '../page-head';
import { EditorFrame } from '../settings/editor-frame';
import { FIRST_HOURS } from '../settings/first-documents';
import { useDocumentEditor } from '../settings/use-document-editor';
import { ExplainHours } from './explain-hours';
import { HoursFields } from './hours-fields';
import { ImportCalendar } from './import-calendar';
import { OpenNow } from './open-now';

export function HoursPage() {
  const { t } = useTranslation();
  const editor = useDocumentEditor('hours', FIRST_HOURS);
  const { form } = editor;
  return (
    <>
      <PageHead title={t('console.page.hours.title')} lead={t('console.page.hours.lead')} />
      <EditorFrame
        editor={editor}
        aside={
          <>
            <OpenNow timeZone={editor.base?.document.timeZone ?? 'UTC'} />
            <ExplainHours />
          </>
        }
      >
        <HoursFields
          hours={form.values}
          errors={form.errors}
          onChange={(hours) => {
            form.setValues(hours);
          }}
        />
        <div>
          <ImportCalendar disabled={form.isDirty()} />
        </div>
      </EditorFrame>
    </>
  );
}
