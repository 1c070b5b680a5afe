// Handing a conversation over: to whom, and a word for whoever has it next. The visitor sees neither.
import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGroups } from '../../api/staff-queries';
import { Icon } from '../../ui/icon';
import { useStatusName } from '../presence/status-name';
import { ColleagueLine } from '../routing/colleague-line';
import { useColleagues } from '../routing/use-colleagues';
import { useLifeCommand } from './use-life-command';

interface TransferDialogProps {
  readonly conversationId: string;
  /** Who has it: not offered again. */
  readonly agentId: string | null;
}

export function TransferDialog({ conversationId, agentId }: TransferDialogProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [key, setKey] = useState('');
  const colleagues = useColleagues(agentId);
  const statusName = useStatusName();
  const groups = useGroups().data ?? [];
  const close = (): void => {
    setOpen(false);
  };
  const command = useLifeCommand(close);
  const data = [
    {
      group: t('routing.toGroup'),
      items: groups.map(({ id, document }) => ({ value: `g:${id ?? ''}`, label: document.name })),
    },
    {
      group: t('routing.toAgent'),
      items: colleagues.map((one) => ({ value: `a:${one.agentId}`, label: one.name })),
    },
  ];
  const chosen = colleagues.find((one) => to === `a:${one.agentId}`);
  const isAway = chosen !== undefined && chosen.status !== 'online';
  const send = (): void => {
    if (to === null) return;
    const target = to.startsWith('a:') ? { agentId: to.slice(2) } : { groupId: to.slice(2) };
    command.mutate({ conversationId, path: 'transfer', key, body: { ...target, note: note.trim() } });
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="route" size={14} />}
        onClick={() => {
          setTo(null);
          setNote('');
          setKey(crypto.randomUUID());
          setOpen(true);
        }}
      >
        {t('routing.transfer')}
      </Button>
      <Modal opened={open} onClose={close} title={t('transfer.title')} centered>
        <Stack>
          <Select
            data-autofocus
            searchable
            label={t('transfer.to')}
            placeholder={t('transfer.choose')}
            data={data}
            value={to}
            onChange={setTo}
            renderOption={({ option }) => {
              const colleague = colleagues.find((one) => option.value === `a:${one.agentId}`);
              return colleague === undefined ? option.label : <ColleagueLine colleague={colleague} />;
            }}
          />
          {isAway ? (
            <Text size="sm" c="var(--fd-amber-text)" role="status">
              {t('transfer.away', { name: chosen.name, status: statusName(chosen.status, chosen.custom) })}
            </Text>
          ) : null}
          <Textarea
            label={t('transfer.note')}
            description={t('transfer.noteHelp')}
            autosize
            minRows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => {
              setNote(event.currentTarget.value);
            }}
          />
          <Text size="xs" c="dimmed">
            {t('transfer.help')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('transfer.stay')}
            </Button>
            <Button disabled={to === null} loading={command.isPending} onClick={send}>
              {t('transfer.send')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
