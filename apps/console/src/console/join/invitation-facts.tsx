// Who is invited by whom, to what, and until when.
import type { InvitationView } from '@frontdesk/contracts';
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isRole } from '../../session/claims';
import { formatMoment } from '../../ui/format';

/** Whoever runs the installation invites the first owner by command. */
const BY_COMMAND = 'cli';

export function InvitationFacts({ view }: { readonly view: InvitationView }) {
  const { t } = useTranslation();
  const { workspace, name, email, role, invitedBy, expiresAt } = view;
  return (
    <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0} data-testid="invitation">
      <Table.Tbody>
        <Fact label={t('join.fact.whom')}>{`${name} (${email})`}</Fact>
        <Fact label={t('join.fact.by')}>{invitedBy === BY_COMMAND ? t('join.fact.byCommand') : invitedBy}</Fact>
        <Fact label={t('join.fact.workspace')}>{workspace}</Fact>
        <Fact label={t('join.fact.role')}>{isRole(role) ? t(`role.${role}`) : role}</Fact>
        <Fact label={t('join.fact.until')}>{formatMoment(expiresAt)}</Fact>
      </Table.Tbody>
    </Table>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={132} c="dimmed" fw={500}>
        {label}
      </Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}
