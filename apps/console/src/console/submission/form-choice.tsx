// What is asked for: one free text, or a ticket by a template; another one where a channel needs it.
import type {
  ChannelDocument,
  SubmissionDocument,
  SubmissionForm,
  SubmissionTemplateDocument,
  Versioned,
} from '@frontdesk/contracts';
import { Group, Select, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { errorAt, type Errors } from '../words/errors';

interface FormChoiceProps {
  readonly form: UseFormReturnType<SubmissionDocument>;
}

const OFFLINE = 'offline_message';
const PLAIN = 'ticket';

/** Both members in one choice: a free text, the plain form, or a template's. */
const chosen = ({ mode, templateId }: SubmissionForm): string => (mode === OFFLINE ? OFFLINE : (templateId ?? PLAIN));

const formOf = (choice: string): SubmissionForm =>
  choice === OFFLINE
    ? { mode: OFFLINE, templateId: null }
    : { mode: 'ticket', templateId: choice === PLAIN ? null : choice };

export function FormChoice({ form }: FormChoiceProps) {
  const { t } = useTranslation();
  const channels = useNamed<ChannelDocument>('channels');
  const { forms } = form.values;
  const setForms = (next: SubmissionDocument['forms']): void => {
    form.setFieldValue('forms', next);
  };
  return (
    <Stack gap="sm">
      <OneForm
        label={t('submissionSettings.form')}
        description={t('submissionSettings.formHelp')}
        value={form.values.form}
        path="form"
        errors={form.errors}
        onChange={(next) => {
          if (next !== null) form.setFieldValue('form', next);
        }}
      />
      {channels.map(({ id, document }) => (
        <OneForm
          key={id}
          label={t('submissionSettings.formIn', { name: document.name })}
          value={forms[id ?? ''] ?? null}
          path={`forms.${id ?? ''}`}
          errors={form.errors}
          onChange={(next) => {
            const { [id ?? '']: _, ...others } = forms;
            setForms(next === null ? others : { ...others, [id ?? '']: next });
          }}
        />
      ))}
    </Stack>
  );
}

interface OneFormProps {
  readonly label: string;
  readonly description?: string;
  /** null: as everywhere. */
  readonly value: SubmissionForm | null;
  readonly path: string;
  readonly errors: Errors;
  readonly onChange: (form: SubmissionForm | null) => void;
}

function OneForm({ label, description, value, path, errors, onChange }: OneFormProps) {
  const { t } = useTranslation();
  const templates = useNamed<SubmissionTemplateDocument>('submission-templates');
  const everywhere = path === 'form';
  return (
    <Group>
      <Select
        flex={1}
        label={label}
        description={description}
        placeholder={t('submissionSettings.asEverywhere')}
        clearable={!everywhere}
        allowDeselect={!everywhere}
        data={[
          { value: OFFLINE, label: t('submissionSettings.offlineMessage') },
          { value: PLAIN, label: t('submissionSettings.plainTicket') },
          ...templates.map(({ id, document }) => ({
            value: id ?? '',
            label: t('submissionSettings.byTemplate', { name: document.name }),
          })),
        ]}
        value={value === null ? null : chosen(value)}
        error={errorAt(errors, `${path}.templateId`) ?? errorAt(errors, path)}
        onChange={(next) => {
          onChange(next === null ? null : formOf(next));
        }}
      />
    </Group>
  );
}

function useNamed<Document>(kind: 'channels' | 'submission-templates'): readonly Versioned<Document>[] {
  const http = useHttp();
  const list = useQuery({
    queryKey: keys.document(kind),
    queryFn: ({ signal }) => http.get<{ readonly data: readonly Versioned<Document>[] }>(`/settings/${kind}`, signal),
  });
  return list.data?.data ?? [];
}
