// Holidays from an iCalendar file, or a text that is pasted: what would change is shown before anything does.
import type { HoursImport, HoursOverride } from '@frontdesk/contracts';
import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { notify } from '../../ui/notify';

interface ImportCalendarProps {
  /** Something on the page is not saved yet: the import would come under it. */
  readonly disabled: boolean;
  /** A group with hours of its own; left out: the workspace. */
  readonly groupId?: string;
}

export function ImportCalendar({ disabled, groupId }: ImportCalendarProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Stack gap={4} align="flex-start">
      <Button
        size="xs"
        variant="default"
        disabled={disabled}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('hours.import.button')}
      </Button>
      {disabled ? (
        <Text size="xs" c="dimmed">
          {t('hours.import.saveFirst')}
        </Text>
      ) : null}
      <Modal
        opened={open}
        onClose={() => {
          setOpen(false);
        }}
        size="lg"
        title={t('hours.import.title')}
        closeButtonProps={{ 'aria-label': t('common.hide') }}
      >
        <ImportForm
          {...(groupId === undefined ? {} : { groupId })}
          onDone={() => {
            setOpen(false);
          }}
        />
      </Modal>
    </Stack>
  );
}

function ImportForm({ groupId, onDone }: { readonly groupId?: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  const [calendar, setCalendar] = useState('');
  const [preview, setPreview] = useState<HoursImport>();
  const [faults, setFaults] = useState<readonly string[]>([]);

  const send = async (text: string, dryRun: boolean): Promise<HoursImport | undefined> => {
    try {
      setFaults([]);
      return await http.post<HoursImport>('/settings/hours/import', {
        calendar: text,
        dryRun,
        ...(groupId && { groupId }),
      });
    } catch (error) {
      setFaults(faultsIn(error));
      return undefined;
    }
  };
  const look = async (text: string): Promise<void> => {
    setPreview(await send(text, true));
  };
  const apply = async (): Promise<void> => {
    const done = await send(calendar, false);
    if (done === undefined) return;
    notify({ message: t('hours.import.done', { n: done.added.length + done.changed.length + done.removed.length }) });
    await client.invalidateQueries({ queryKey: keys.settings });
    onDone();
  };
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const text = await file.text();
    setCalendar(text);
    await look(text);
  };
  const count = preview === undefined ? 0 : preview.added.length + preview.changed.length + preview.removed.length;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('hours.import.lead')}
      </Text>
      <Group gap="xs">
        <FileButton accept=".ics,.ical,text/calendar" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {t('hours.import.file')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {t('hours.import.orPaste')}
        </Text>
      </Group>
      <Textarea
        aria-label={t('hours.import.text')}
        placeholder="BEGIN:VCALENDAR"
        autosize
        minRows={3}
        maxRows={8}
        value={calendar}
        onChange={(event) => {
          setCalendar(event.currentTarget.value);
          setPreview(undefined);
        }}
      />
      {faults.length === 0 ? null : (
        <Stack gap={2} role="alert">
          {faults.map((fault) => (
            <Text key={fault} size="sm" c="var(--mantine-color-error)">
              {fault}
            </Text>
          ))}
        </Stack>
      )}
      {preview === undefined ? null : <Preview preview={preview} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" disabled={calendar.trim() === ''} onClick={() => void look(calendar)}>
          {t('hours.import.preview')}
        </Button>
        <Button disabled={count === 0} onClick={() => void apply()}>
          {t('hours.import.apply', { n: count })}
        </Button>
      </Group>
    </Stack>
  );
}

function Preview({ preview }: { readonly preview: HoursImport }) {
  const { t } = useTranslation();
  const { added, changed, removed, unchanged, notes } = preview;
  const parts = { added, changed, removed };
  return (
    <Stack gap={6} role="status" data-testid="import-preview" mah={280} style={{ overflowY: 'auto' }}>
      {added.length + changed.length + removed.length === 0 ? <Text size="sm">{t('hours.import.nothing')}</Text> : null}
      {(['added', 'changed', 'removed'] as const).flatMap((part) =>
        parts[part].map((each) => (
          <Group key={`${part} ${each.uid ?? ''} ${each.from}`} justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" td={part === 'removed' ? 'line-through' : undefined}>
              {each.name}
            </Text>
            <Text size="xs" c="dimmed" ta="end">
              {t(`hours.import.${part}`)} · {daysOf(each)}
              {each.yearly ? ` · ${t('hours.yearly')}` : ''} ·{' '}
              {each.intervals.map(({ start, end }) => `${start}–${end}`).join(', ') || t('hours.closedAllDay')}
            </Text>
          </Group>
        )),
      )}
      {unchanged === 0 ? null : (
        <Text size="xs" c="dimmed">
          {t('hours.import.unchanged', { n: unchanged })}
        </Text>
      )}
      {notes.map(({ uid, note }) => (
        <Text key={uid} size="xs" c="dimmed">
          {uid}: {note}
        </Text>
      ))}
    </Stack>
  );
}

const daysOf = ({ from, to }: HoursOverride): string => (from === to ? from : `${from} – ${to}`);

function faultsIn(error: unknown): readonly string[] {
  if (!isProblem(error)) return [String(error)];
  if (error.errors.length === 0) return [error.detail];
  return error.errors
    .slice(0, 10)
    .map(({ pointer, message }) => `${pointer.replace('/calendar', '').replace('/', '') || '·'} ${message}`);
}
