// A template in parts: the usual fields, types as a tree, fields of the house's own, consent, who is told; and how it looks.
import type { FieldUse, SubmissionTemplateDocument, UsualFields } from '@frontdesk/contracts';
import { Fieldset, SegmentedControl, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { FileLimitFields } from '../settings/file-limit-fields';
import { WholeNumber } from '../settings/whole-number';
import { DeliveryFields } from '../submission/delivery-fields';
import { errorAt } from '../words/errors';
import { WordsField } from '../words/words-field';
import { CustomFields } from './custom-fields';
import { TemplatePreview } from './template-preview';
import { TypeTree } from './type-tree';

type Form = UseFormReturnType<SubmissionTemplateDocument>;

const USES: readonly FieldUse[] = ['hidden', 'optional', 'required'];
const NO_WORDS = { text: '', texts: {} };

export function TemplateFields({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const { consent, custom, deliver, guide, types } = form.values;
  return (
    <>
      <TextInput label={t('field.name')} required {...form.getInputProps('name')} />
      <WordsField
        label={t('templates.guide')}
        path="guide"
        rows={2}
        words={guide}
        errors={form.errors}
        onChange={(next) => {
          form.setFieldValue('guide', next);
        }}
      />
      <UsualUses form={form} />
      <AttachmentFields form={form} />
      <Fieldset legend={t('templates.types')}>
        <TypeTree
          types={types}
          errors={form.errors}
          onChange={(next) => {
            form.setFieldValue('types', next);
          }}
        />
      </Fieldset>
      <Fieldset legend={t('templates.own')}>
        <CustomFields
          fields={custom}
          errors={form.errors}
          onChange={(next) => {
            form.setFieldValue('custom', next);
          }}
        />
      </Fieldset>
      <Fieldset legend={t('templates.consent')}>
        <Switch
          label={t('templates.consentAsked')}
          checked={consent !== null}
          onChange={(event) => {
            form.setFieldValue('consent', event.currentTarget.checked ? NO_WORDS : null);
          }}
        />
        {consent === null ? null : (
          <WordsField
            label={t('templates.consentWords')}
            path="consent"
            rows={2}
            words={consent}
            errors={form.errors}
            onChange={(next) => {
              form.setFieldValue('consent', next);
            }}
          />
        )}
      </Fieldset>
      <Fieldset legend={t('submissionSettings.part.where')}>
        <Switch
          label={t('templates.ownDelivery')}
          checked={deliver !== null}
          onChange={(event) => {
            form.setFieldValue('deliver', event.currentTarget.checked ? { emails: [], webhooks: [] } : null);
          }}
        />
        {deliver === null ? null : (
          <DeliveryFields
            deliver={deliver}
            errors={form.errors}
            onChange={(next) => {
              form.setFieldValue('deliver', next);
            }}
          />
        )}
      </Fieldset>
      <TemplatePreview template={form.values} />
    </>
  );
}

/** Nothing is asked about files until somebody may attach one. */
function AttachmentFields({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const { attachments, fields } = form.values;
  if (fields.attachments === 'hidden') return null;
  return (
    <Fieldset legend={t('templates.field.attachments')}>
      <Stack gap="sm">
        <WholeNumber
          label={t('templates.mostFiles')}
          min={1}
          max={20}
          value={attachments.most}
          error={form.errors['attachments.most']}
          onNumber={(most) => {
            form.setFieldValue('attachments', { ...attachments, most });
          }}
        />
        <FileLimitFields
          limits={attachments}
          errors={form.errors}
          path="attachments"
          onChange={(change) => {
            form.setFieldValue('attachments', { ...attachments, ...change });
          }}
        />
      </Stack>
    </Fieldset>
  );
}

function UsualUses({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const { fields } = form.values;
  return (
    <Fieldset legend={t('templates.usual')}>
      <Stack gap={6}>
        {(Object.keys(fields) as (keyof UsualFields)[]).map((name) => (
          <Group key={name} justify="space-between" wrap="nowrap">
            <Text size="sm" id={`use-${name}`}>
              {t(`templates.field.${name}`)}
            </Text>
            <SegmentedControl
              size="xs"
              aria-labelledby={`use-${name}`}
              data={USES.map((value) => ({ value, label: t(`templates.use.${value}`) }))}
              value={fields[name]}
              onChange={(next) => {
                form.setFieldValue('fields', { ...fields, [name]: next });
              }}
            />
          </Group>
        ))}
        {errorAt(form.errors, 'fields') === undefined ? null : (
          <Text size="xs" c="red">
            {errorAt(form.errors, 'fields')}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}
