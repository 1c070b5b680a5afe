// Turning a visitor away: with a reason, for a while or for good, and what is going on ends at once.
import type { BlockDocument, Versioned, VisitorProfile } from '@frontdesk/contracts';
import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import type { Http } from '../../api/http';
import { isProblem } from '../../api/problem';
import { keys } from '../../api/keys';
import { useSending } from '../../api/use-sending';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { notify } from '../../ui/notify';
import { ProblemNote } from '../../ui/problem-note';

const HOURS = { hour: 1, day: 24, week: 168, month: 720, ever: null } as const;
type Span = keyof typeof HOURS;
const SPANS = Object.keys(HOURS) as readonly Span[];

export function BlockButton({ profile }: { readonly profile: VisitorProfile }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  if (!canLead(usePerson())) return null;
  return (
    <>
      <Button size="xs" variant="default" c="var(--mantine-color-red-text)" onClick={open}>
        {t('profile.block')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('profile.blockTitle', { name: profile.name ?? t('queue.unnamed') })}
        closeButtonProps={{ 'aria-label': t('common.hide') }}
      >
        <BlockForm profile={profile} onDone={close} />
      </Modal>
    </>
  );
}

function BlockForm({ profile, onDone }: { readonly profile: VisitorProfile; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const sending = useSending();
  const [reason, setReason] = useState('');
  const [span, setSpan] = useState<Span>('day');
  const { visitorId } = profile;
  const block = () =>
    void sending.send(async () => {
      const hours = HOURS[span];
      const until = hours === null ? null : new Date(Date.now() + hours * 3_600_000).toISOString();
      await put(http, visitorId, { what: 'visitor', value: visitorId, reason: reason.trim(), until });
      await Promise.all(
        [keys.settings, keys.conversations, ['conversation'], ['events']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
      notify({ message: t('profile.blocked') });
      onDone();
    });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('profile.blockHelp')}
      </Text>
      <Textarea
        label={t('field.reason')}
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={reason}
        error={sending.faults['reason']}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <Select
        label={t('profile.blockFor')}
        data={SPANS.map((value) => ({ value, label: t(`profile.span.${value}`) }))}
        allowDeselect={false}
        value={span}
        onChange={(next) => {
          setSpan(SPANS.find((one) => one === next) ?? 'day');
        }}
      />
      {sending.error === null ? null : <ProblemNote error={sending.error} />}
      <Group gap="xs">
        <Button color="red" loading={sending.busy} onClick={block}>
          {t('profile.block')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('summary.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

/** A block that is there already, or was, is made anew. */
async function put(http: Http, visitorId: string, document: BlockDocument): Promise<void> {
  const path = `/settings/block-list/visitor-${encodeURIComponent(visitorId)}`;
  try {
    await http.request('PUT', path, { body: document, headers: { 'if-none-match': '*' } });
  } catch (error) {
    if (!isProblem(error, 412)) throw error;
    const { version } = await http.get<Versioned<BlockDocument>>(path);
    await http.request('PUT', path, { body: document, headers: { 'if-match': `"${String(version)}"` } });
  }
}
