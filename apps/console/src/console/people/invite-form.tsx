// An invitation: whom, as what, into which groups, and how long the link works.
import type { PersonView } from '@frontdesk/contracts';
import { Button, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { useGroups } from '../../api/staff-queries';
import { useSending } from '../../api/use-sending';
import type { Role } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { ProblemNote } from '../../ui/problem-note';
import { WholeNumber } from '../settings/whole-number';

const ROLES: readonly Role[] = ['admin', 'supervisor', 'agent', 'auditor'];
const MOST_DAYS = 90;

interface InviteFormProps {
  readonly onInvited: (answer: { readonly person: PersonView; readonly link: string }) => void;
}

export function InviteForm({ onInvited }: InviteFormProps) {
  const { t } = useTranslation();
  const http = useHttp();
  const sending = useSending();
  const groups = useGroups().data ?? [];
  // Only an owner makes owners.
  const roles = usePerson().roles.includes('owner') ? (['owner', ...ROLES] as const) : ROLES;
  const [draft, setDraft] = useState({ name: '', email: '', role: 'agent', groupIds: [] as string[], validDays: 7 });
  const change = (part: Partial<typeof draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send(async () => {
          onInvited(await http.post('/people', draft));
        });
      }}
    >
      <Stack gap="md">
        {sending.error === null ? null : <ProblemNote error={sending.error} />}
        <TextInput
          label={t('field.name')}
          required
          data-autofocus
          value={draft.name}
          error={sending.faults['name']}
          onChange={(event) => {
            change({ name: event.currentTarget.value });
          }}
        />
        <TextInput
          label={t('field.email')}
          type="email"
          required
          value={draft.email}
          error={sending.faults['email']}
          onChange={(event) => {
            change({ email: event.currentTarget.value });
          }}
        />
        <Select
          label={t('field.role')}
          data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          allowDeselect={false}
          value={draft.role}
          error={sending.faults['role']}
          onChange={(role) => {
            change({ role: role ?? 'agent' });
          }}
        />
        <MultiSelect
          label={t('field.groupIds')}
          data={groups.map((each) => ({ value: each.id ?? '', label: each.document.name }))}
          value={draft.groupIds}
          onChange={(groupIds) => {
            change({ groupIds });
          }}
        />
        <WholeNumber
          label={t('people.validDays')}
          min={1}
          max={MOST_DAYS}
          value={draft.validDays}
          error={sending.faults['validDays']}
          onNumber={(validDays) => {
            change({ validDays });
          }}
        />
        <Button type="submit" loading={sending.busy}>
          {t('people.create')}
        </Button>
      </Stack>
    </form>
  );
}
