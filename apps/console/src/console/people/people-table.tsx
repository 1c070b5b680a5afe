// People and open invitations in rows.
import type { PersonView } from '@frontdesk/contracts';
import { Group, Table, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isRole } from '../../session/claims';
import { ConfirmButton } from '../../ui/confirm-button';
import { Face } from '../../ui/face';
import { formatMoment } from '../../ui/format';
import { Pill } from '../../ui/pill';

const TONES = { joined: 'green', invited: 'brand', expired: 'amber' } as const;

export function PeopleTable({ people }: { readonly people: readonly PersonView[] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field.name')}</Table.Th>
            <Table.Th>{t('field.role')}</Table.Th>
            <Table.Th>{t('people.status')}</Table.Th>
            <Table.Th>{t('people.since')}</Table.Th>
            <Table.Th aria-label={t('agents.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.personId} data-testid="person-row">
              <Table.Td>
                <Group gap="sm" wrap="nowrap">
                  <Face name={person.name} size={32} />
                  <div style={{ minWidth: 0 }}>
                    <Text size="sm" fw={600}>
                      {person.name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {person.email}
                    </Text>
                  </div>
                </Group>
              </Table.Td>
              <Table.Td>{isRole(person.role) ? t(`role.${person.role}`) : person.role}</Table.Td>
              <Table.Td>
                <Pill tone={TONES[person.status]}>{t(`people.is.${person.status}`)}</Pill>
              </Table.Td>
              <Table.Td>
                {person.joinedAt === null
                  ? t(person.status === 'expired' ? 'people.expiredAt' : 'people.openUntil', {
                      at: formatMoment(person.expiresAt),
                    })
                  : t('people.joinedAt', { at: formatMoment(person.joinedAt) })}
              </Table.Td>
              <Table.Td ta="end">
                <TakeBack person={person} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function TakeBack({ person: { personId, name, status } }: { readonly person: PersonView }) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const what = status === 'joined' ? 'remove' : 'revoke';
  return (
    <ConfirmButton
      label={t(`people.${what}.button`)}
      name={t(`people.${what}.name`, { name })}
      ask={t(`people.${what}.ask`, { name })}
      yes={t(`people.${what}.yes`)}
      act={async () => {
        await http.request('DELETE', `/people/${encodeURIComponent(personId)}`);
        await client.invalidateQueries({ queryKey: keys.people });
      }}
    />
  );
}
