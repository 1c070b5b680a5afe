// Every agent who could have taken a conversation, and why each did not.
import type { CandidateRow } from '@frontdesk/contracts';
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../api/staff-queries';
import { usePerson } from '../../session/session-context';
import { StatusDot } from '../../ui/status-dot';

export function CandidateTable({ rows }: { readonly rows: readonly CandidateRow[] }) {
  const { t } = useTranslation();
  const me = usePerson();
  const agents = useAgents().data;
  const nameOf = (agentId: string): string =>
    agentId === me.sub ? t('explanation.you') : (agents?.find((each) => each.id === agentId)?.document.name ?? agentId);
  return (
    <Table.ScrollContainer minWidth={240}>
      <Table fz="xs" verticalSpacing={4} horizontalSpacing={6} withRowBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('explanation.agent')}</Table.Th>
            <Table.Th ta="end">{t('explanation.load')}</Table.Th>
            <Table.Th>{t('explanation.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.agentId}>
              <Table.Td>
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
                  <StatusDot status={row.status} /> {nameOf(row.agentId)}
                </span>
              </Table.Td>
              <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
                {row.load} / {row.limit}
              </Table.Td>
              <Table.Td>
                {row.notTaken === null ? (
                  <Text span size="xs" c="var(--fd-green-text)" fw={600}>
                    {t('explanation.could')}
                  </Text>
                ) : (
                  <>
                    {t(`notTaken.${row.notTaken}` as 'notTaken.offline', { defaultValue: asWords(row.notTaken) })}
                    {row.notTaken === 'skill' && <Skills of={row.skills ?? {}} />}
                  </>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What the conversation asks for, and how much of it this agent has. */
function Skills({ of }: { readonly of: Readonly<Record<string, number>> }) {
  const levels = Object.entries(of).map(([skill, level]) => `${skill} ${level}`);
  return levels.length === 0 ? null : (
    <Text span size="xs" c="dimmed">
      {' '}
      ({levels.join(', ')})
    </Text>
  );
}

/** A reason this page has no words for yet is still better read than hidden. */
function asWords(code: string): string {
  return code.replaceAll('_', ' ');
}
