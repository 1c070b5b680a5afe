// The keys in rows: what each may do, until when, and when it was last used.
import type { ApiKeyView } from '@frontdesk/contracts';
import { Button, Group, Table, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { ConfirmButton } from '../../ui/confirm-button';
import { formatAgo, formatMoment } from '../../ui/format';
import { Pill } from '../../ui/pill';
import { useNow } from '../../ui/use-now';

interface KeysTableProps {
  readonly views: readonly ApiKeyView[];
  readonly onRotate: (view: ApiKeyView) => void;
}

const TONES = { live: 'green', expired: 'amber', revoked: 'gray' } as const;

export function KeysTable({ views, onRotate }: KeysTableProps) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field.name')}</Table.Th>
            <Table.Th>{t('apiKeys.status')}</Table.Th>
            <Table.Th>{t('apiKeys.scopes')}</Table.Th>
            <Table.Th>{t('apiKeys.expires')}</Table.Th>
            <Table.Th>{t('apiKeys.lastUsed')}</Table.Th>
            <Table.Th aria-label={t('agents.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {views.map((view) => (
            <KeyRow key={view.keyId} view={view} onRotate={onRotate} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function KeyRow({ view, onRotate }: { readonly view: ApiKeyView; readonly onRotate: KeysTableProps['onRotate'] }) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <Table.Tr data-testid="key-row">
      <Table.Td>
        <Text size="sm" fw={600}>
          {view.name}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          fd_live_{view.keyId}_…
        </Text>
      </Table.Td>
      <Table.Td>
        <Pill tone={TONES[view.status]}>{t(`apiKeys.is.${view.status}`)}</Pill>
        {view.overlapUntil === null ? null : (
          <Text size="xs" c="dimmed">
            {t('apiKeys.overlap', { until: formatMoment(view.overlapUntil) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="xs" ff="monospace">
          {view.scopes.join(', ')}
        </Text>
      </Table.Td>
      <Table.Td>{view.expiresAt === null ? t('apiKeys.never') : formatMoment(view.expiresAt)}</Table.Td>
      <Table.Td>{view.lastUsedAt === null ? t('apiKeys.unused') : formatAgo(view.lastUsedAt, now)}</Table.Td>
      <Table.Td ta="end">{view.status === 'live' ? <KeyActions view={view} onRotate={onRotate} /> : null}</Table.Td>
    </Table.Tr>
  );
}

function KeyActions({ view, onRotate }: { readonly view: ApiKeyView; readonly onRotate: KeysTableProps['onRotate'] }) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const { name, keyId } = view;
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Button
        size="compact-sm"
        fz={13}
        variant="default"
        aria-label={t('apiKeys.rotateName', { name })}
        onClick={() => {
          onRotate(view);
        }}
      >
        {t('apiKeys.rotate')}
      </Button>
      <ConfirmButton
        label={t('apiKeys.revoke')}
        name={t('apiKeys.revokeName', { name })}
        ask={t('apiKeys.revokeAsk', { name })}
        yes={t('apiKeys.revokeYes')}
        act={async () => {
          await http.request('DELETE', `/api-keys/${encodeURIComponent(keyId)}`);
          await client.invalidateQueries({ queryKey: keys.apiKeys });
        }}
      />
    </Group>
  );
}
