// Filling a summary in: the fields of the settings, by their kinds, and tags to choose from.
import type { ConversationView, SummaryField } from '@frontdesk/contracts';
import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, Stack, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { useSending } from '../../api/use-sending';
import { ProblemNote } from '../../ui/problem-note';
import type { SummarySettings } from './use-summary-settings';

type Value = string | number | boolean;

interface SummaryFormProps {
  readonly conversation: ConversationView;
  readonly settings: SummarySettings;
  readonly onDone: () => void;
}

export function SummaryForm({ conversation, settings, onDone }: SummaryFormProps) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const sending = useSending();
  const { conversationId, summary } = conversation;
  const [fields, setFields] = useState<Readonly<Record<string, Value>>>(() => summary?.fields ?? {});
  const [tags, setTags] = useState<readonly string[]>(() => summary?.tags.map(({ id }) => id) ?? []);
  const choices = settings.tags
    .filter(({ id, retired }) => !retired || tags.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }));
  const save = () =>
    void sending.send(async () => {
      const path = `/conversations/${encodeURIComponent(conversationId)}/summary`;
      await http.request('PUT', path, { body: { fields: filled(fields), tags } });
      await client.invalidateQueries({ queryKey: keys.conversation(conversationId) });
      void client.invalidateQueries({ queryKey: keys.conversations });
      onDone();
    });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="sm">
        {settings.fields.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={fields[field.id]}
            error={sending.faults[`fields.${field.id}`]}
            onChange={(value) => {
              setFields((before) => ({ ...before, [field.id]: value }));
            }}
          />
        ))}
        {choices.length > 0 ? (
          <MultiSelect
            label={t('summary.tags')}
            data={choices}
            value={[...tags]}
            searchable
            clearable
            error={Object.entries(sending.faults).find(([at]) => at.startsWith('tags'))?.[1]}
            onChange={setTags}
          />
        ) : null}
        {sending.error === null ? null : <ProblemNote error={sending.error} />}
        <Group gap="xs">
          <Button size="xs" type="submit" loading={sending.busy}>
            {t('summary.save')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
            {t('summary.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** An empty field says nothing. */
const filled = (fields: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

interface FieldInputProps {
  readonly field: SummaryField;
  readonly value: Value | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: Value) => void;
}

function FieldInput({ field, value, error, onChange }: FieldInputProps) {
  const { label, kind, required, choices } = field;
  const common = { label, required, error };
  switch (kind) {
    case 'choice':
      return (
        <Select
          {...common}
          data={[...choices]}
          clearable={!required}
          value={typeof value === 'string' && value !== '' ? value : null}
          onChange={(next) => {
            onChange(next ?? '');
          }}
        />
      );
    case 'number':
      return <NumberInput {...common} value={typeof value === 'number' ? value : ''} onChange={onChange} />;
    case 'checkbox':
      return (
        <Checkbox
          label={label}
          error={error}
          checked={value === true}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      );
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxLength={4000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
  }
}
