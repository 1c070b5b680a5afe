// Changing what is known of a visitor, against the version that was seen.
import type { EditVisitor, VisitorProfile } from '@frontdesk/contracts';
import { ActionIcon, Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { useSending } from '../../api/use-sending';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { profileKey } from './use-profile';

interface ProfileFormProps {
  readonly profile: VisitorProfile;
  readonly onDone: () => void;
}

type Fields = readonly (readonly [name: string, value: string])[];

export function ProfileForm({ profile, onDone }: ProfileFormProps) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const sending = useSending();
  // As it was when the form was opened: whoever saved meanwhile is not overwritten.
  const [seen] = useState(profile);
  const [card, setCard] = useState({ name: seen.name ?? '', email: seen.email ?? '', phone: seen.phone ?? '' });
  const [vip, setVip] = useState(seen.vip);
  const [note, setNote] = useState('');
  const [fields, setFields] = useState<Fields>(() =>
    Object.entries(seen.customFields).map(([name, value]) => [name, String(value)] as const),
  );
  const save = () =>
    void sending.send(async () => {
      const body: EditVisitor = {
        ...changedCard(seen, card),
        ...(vip === seen.vip ? {} : { vip }),
        customFields: changedFields(seen, fields),
        ...(note.trim() === '' ? {} : { note }),
      };
      const headers = { 'if-match': `"${String(seen.version)}"` };
      await http.request('PATCH', `/visitors/${encodeURIComponent(seen.visitorId)}`, { body, headers });
      await client.invalidateQueries({ queryKey: ['visitor'] });
      void client.invalidateQueries({ queryKey: profileKey(seen.visitorId) });
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
        {(['name', 'email', 'phone'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`profile.${name}`)}
            value={card[name]}
            error={sending.faults[name]}
            onChange={(event) => {
              setCard({ ...card, [name]: event.currentTarget.value });
            }}
          />
        ))}
        <NumberInput
          label={t('profile.vip')}
          description={t('profile.vipHelp')}
          min={0}
          max={100}
          allowDecimal={false}
          value={vip}
          error={sending.faults['vip']}
          onChange={(next) => {
            if (typeof next === 'number') setVip(next);
          }}
        />
        <Text size="sm" fw={600}>
          {t('profile.fields')}
        </Text>
        {fields.map(([name, value], index) => (
          <FieldRow
            key={index}
            name={name}
            value={value}
            onChange={(next) => {
              setFields(fields.map((one, at) => (at === index ? next : one)));
            }}
            onRemove={() => {
              setFields(fields.filter((_, at) => at !== index));
            }}
          />
        ))}
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={15} />}
          onClick={() => {
            setFields([...fields, ['', '']]);
          }}
        >
          {t('profile.addField')}
        </Button>
        <Textarea
          label={t('profile.note')}
          autosize
          minRows={2}
          maxLength={4000}
          value={note}
          error={sending.faults['note']}
          onChange={(event) => {
            setNote(event.currentTarget.value);
          }}
        />
        {sending.error === null ? null : <ProblemNote error={sending.error} />}
        <Group gap="xs">
          <Button size="xs" type="submit" loading={sending.busy}>
            {t('profile.save')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
            {t('summary.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldRowProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (field: readonly [name: string, value: string]) => void;
  readonly onRemove: () => void;
}

function FieldRow({ name, value, onChange, onRemove }: FieldRowProps) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        aria-label={t('profile.fieldName')}
        placeholder={t('profile.fieldName')}
        value={name}
        onChange={(event) => {
          onChange([event.currentTarget.value, value]);
        }}
      />
      <TextInput
        aria-label={t('profile.fieldValue')}
        placeholder={t('profile.fieldValue')}
        value={value}
        onChange={(event) => {
          onChange([name, event.currentTarget.value]);
        }}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t('lists.remove', { name })} onClick={onRemove}>
        <Icon name="trash" size={15} />
      </ActionIcon>
    </Group>
  );
}

function changedCard(seen: VisitorProfile, card: { name: string; email: string; phone: string }): EditVisitor {
  const changed = (['name', 'email', 'phone'] as const).filter((name) => card[name].trim() !== (seen[name] ?? ''));
  return Object.fromEntries(changed.map((name) => [name, card[name].trim() || null]));
}

/** What is gone is taken away by name. */
function changedFields(seen: VisitorProfile, fields: Fields): NonNullable<EditVisitor['customFields']> {
  const now = new Map(fields.filter(([name]) => name.trim() !== '').map(([name, value]) => [name.trim(), value]));
  const gone = Object.keys(seen.customFields).filter((name) => !now.has(name));
  const changed = [...now].filter(([name, value]) => String(seen.customFields[name] ?? '') !== value);
  return Object.fromEntries<string | null>([...gone.map((name) => [name, null] as const), ...changed]);
}
