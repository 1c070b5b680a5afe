// Who is not served, why, and until when (B16).
import type { BlockDocument } from '@frontdesk/contracts';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../ui/format';
import { NamedPage } from '../named/named-page';
import { toInstant, toLocal } from './local-moment';

const FIRST: BlockDocument = { what: 'visitor', value: '', reason: '', until: null };
const WHAT = ['visitor', 'ip_range', 'email'] as const;

export function BlocksPage() {
  const { t } = useTranslation();
  return (
    <NamedPage
      kind="block-list"
      path="/console/blocks"
      icon="door"
      title={t('console.page.blocks.title')}
      lead={t('console.page.blocks.lead')}
      none={t('blockSettings.none')}
      first={FIRST}
      newId={() => `block-${crypto.randomUUID().slice(0, 8)}`}
      nameOf={({ value }) => value}
      columns={[
        { title: t('field.what'), cell: ({ what }) => t(`blockSettings.what.${what}`) },
        { title: t('field.value'), cell: ({ value }) => value },
        { title: t('field.reason'), cell: ({ reason }) => reason },
        {
          title: t('field.until'),
          cell: ({ until }) => (until === null ? t('blockSettings.forGood') : formatMoment(until)),
        },
      ]}
      fields={(form) => (
        <>
          <Select
            label={t('field.what')}
            data={WHAT.map((value) => ({ value, label: t(`blockSettings.what.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('what')}
          />
          <TextInput
            label={t('field.value')}
            description={t(`blockSettings.valueHelp.${form.values.what}`)}
            required
            {...form.getInputProps('value')}
          />
          <Textarea label={t('field.reason')} required autosize minRows={2} {...form.getInputProps('reason')} />
          <TextInput
            label={t('field.until')}
            description={t('blockSettings.untilHelp')}
            type="datetime-local"
            value={toLocal(form.values.until)}
            error={form.errors['until']}
            onChange={(event) => {
              form.setFieldValue('until', toInstant(event.currentTarget.value));
            }}
          />
        </>
      )}
    />
  );
}
