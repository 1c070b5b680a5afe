// Texts that agents need often, behind a short word (B16).
import type { CannedReplyDocument } from '@frontdesk/contracts';
import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGroups } from '../../api/staff-queries';
import { NamedPage } from '../named/named-page';
import { firstError } from '../settings/first-error';

const FIRST: CannedReplyDocument = { title: '', shortcut: '', text: '', language: null, groupIds: [] };

export function RepliesPage() {
  const { t } = useTranslation();
  const groups = (useGroups().data ?? []).map((each) => ({ value: each.id ?? '', label: each.document.name }));
  return (
    <NamedPage
      kind="canned-replies"
      path="/console/replies"
      icon="copy"
      title={t('console.page.replies.title')}
      lead={t('console.page.replies.lead')}
      none={t('replySettings.none')}
      first={FIRST}
      nameOf={({ title }) => title}
      columns={[
        { title: t('field.shortcut'), cell: ({ shortcut }) => `/${shortcut}` },
        { title: t('field.title'), cell: ({ title }) => title },
        { title: t('field.language'), cell: ({ language }) => language ?? '' },
      ]}
      fields={(form) => (
        <>
          <TextInput label={t('field.title')} required {...form.getInputProps('title')} />
          <TextInput
            label={t('field.shortcut')}
            description={t('replySettings.shortcutHelp')}
            required
            {...form.getInputProps('shortcut')}
          />
          <Textarea label={t('field.text')} required autosize minRows={3} {...form.getInputProps('text')} />
          <TextInput
            label={t('field.language')}
            description={t('replySettings.languageHelp')}
            value={form.values.language ?? ''}
            error={form.errors['language']}
            onChange={(event) => {
              form.setFieldValue('language', event.currentTarget.value || null);
            }}
          />
          <MultiSelect
            label={t('field.groupIds')}
            description={t('replySettings.groupsHelp')}
            data={groups}
            value={[...form.values.groupIds]}
            error={firstError(form.errors, 'groupIds')}
            onChange={(groupIds) => {
              form.setFieldValue('groupIds', groupIds);
            }}
          />
        </>
      )}
    />
  );
}
