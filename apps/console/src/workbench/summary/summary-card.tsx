// What the agent says it was about: read by all of staff, written by whoever has or had it, owed where it is required.
import type { ConversationView } from '@frontdesk/contracts';
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { Pill } from '../../ui/pill';
import { SummaryForm } from './summary-form';
import { useSummarySettings } from './use-summary-settings';

const COLOURS = { gray: 'gray', red: 'red', amber: 'yellow', green: 'green', blue: 'blue', violet: 'violet' } as const;

export function SummaryCard({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation();
  const me = usePerson();
  const settings = useSummarySettings();
  const [editing, setEditing] = useState(false);
  const { agent, assignedAt, summary, summaryOwed } = conversation;
  const writes = assignedAt !== null && (agent?.agentId === me.sub || canLead(me));
  const asked = settings !== undefined && settings.fields.length + settings.tags.length > 0;
  if (summary === undefined && (!writes || !asked)) return null;
  return (
    <Paper withBorder p="md" radius="md" data-testid="summary">
      <Stack gap={8}>
        <Group justify="space-between" gap={6}>
          <Title order={3} size="sm">
            {t('summary.title')}
          </Title>
          {summaryOwed ? <Pill tone="amber">{t('summary.owed')}</Pill> : null}
        </Group>
        {editing && settings !== undefined ? (
          <SummaryForm
            conversation={conversation}
            settings={settings}
            onDone={() => {
              setEditing(false);
            }}
          />
        ) : (
          <>
            {Object.entries(summary?.fields ?? {}).map(([id, value]) => (
              <div key={id}>
                <Text size="xs" c="dimmed">
                  {settings?.fields.find((field) => field.id === id)?.label ?? id}
                </Text>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {typeof value === 'boolean' ? t(value ? 'settings.yes' : 'settings.no') : value}
                </Text>
              </div>
            ))}
            <Group gap={4}>
              {summary?.tags.map(({ id, name, colour }) => (
                <Badge key={id} variant="light" tt="none" color={COLOURS[colour as keyof typeof COLOURS] ?? 'gray'}>
                  {name}
                </Badge>
              ))}
            </Group>
            {writes ? (
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  setEditing(true);
                }}
              >
                {t(summary === undefined ? 'summary.write' : 'summary.change')}
              </Button>
            ) : null}
          </>
        )}
      </Stack>
    </Paper>
  );
}
