// The sites on which visitors meet the product: key, origins, group, languages, look (B15).
import type { ChannelDocument } from '@frontdesk/contracts';
import { Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGroups } from '../../api/staff-queries';
import { NamedPage } from '../named/named-page';
import { firstError } from '../settings/first-error';
import { IdentityFields } from './identity-fields';

const FIRST: ChannelDocument = {
  name: '',
  enabled: true,
  siteKey: '',
  allowedOrigins: [],
  defaultGroupId: '',
  languages: [],
  look: { title: '', colour: null, side: 'end', logo: null, greeting: '' },
};

const SIDES = ['start', 'end'] as const;

export function ChannelsPage() {
  const { t } = useTranslation();
  const groups = (useGroups().data ?? []).map((each) => ({ value: each.id ?? '', label: each.document.name }));
  return (
    <NamedPage
      kind="channels"
      path="/console/channels"
      icon="globe"
      title={t('console.page.channels.title')}
      lead={t('console.page.channels.lead')}
      none={t('channelSettings.none')}
      first={FIRST}
      nameOf={({ name }) => name}
      columns={[
        { title: t('field.name'), cell: ({ name }) => name },
        { title: t('field.siteKey'), cell: ({ siteKey }) => siteKey },
        {
          title: t('field.defaultGroupId'),
          cell: ({ defaultGroupId }) => groups.find(({ value }) => value === defaultGroupId)?.label ?? defaultGroupId,
        },
      ]}
      fields={(form, channelId) => (
        <>
          <TextInput label={t('field.name')} required {...form.getInputProps('name')} />
          <Switch label={t('field.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <TextInput
            label={t('field.siteKey')}
            description={t('channelSettings.keyHelp')}
            required
            {...form.getInputProps('siteKey')}
          />
          <TagsInput
            label={t('field.allowedOrigins')}
            description={t('channelSettings.originsHelp')}
            {...form.getInputProps('allowedOrigins')}
            error={firstError(form.errors, 'allowedOrigins')}
          />
          <Select
            label={t('field.defaultGroupId')}
            data={groups}
            allowDeselect={false}
            {...form.getInputProps('defaultGroupId')}
          />
          <TagsInput
            label={t('field.languages')}
            description={t('channelSettings.languagesHelp')}
            {...form.getInputProps('languages')}
            error={firstError(form.errors, 'languages')}
          />
          <TextInput label={t('field.title')} {...form.getInputProps('look.title')} />
          <Textarea label={t('field.greeting')} autosize minRows={2} {...form.getInputProps('look.greeting')} />
          <TextInput
            label={t('field.colour')}
            placeholder="#1a7f5a"
            value={form.values.look.colour ?? ''}
            error={form.errors['look.colour']}
            onChange={(event) => {
              form.setFieldValue('look', { ...form.getValues().look, colour: event.currentTarget.value || null });
            }}
          />
          <Select
            label={t('field.side')}
            data={SIDES.map((value) => ({ value, label: t(`channelSettings.side.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('look.side')}
          />
          <IdentityFields form={form} channelId={channelId} />
        </>
      )}
    />
  );
}
