// What stands between the choice and what it comes to: a request that waits, a status for later, idleness.
import type { MyPresence } from '@frontdesk/contracts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStatusName } from './status-name';
import classes from './status-switch.module.css';
import type { StatusChange } from './use-choose-status';

interface StatusNoteProps {
  readonly presence: MyPresence;
  readonly onChange: (change: StatusChange) => void;
}

export function StatusNote({ presence, onChange }: StatusNoteProps) {
  const { t } = useTranslation();
  const nameOf = useStatusName();
  const { request, pending, idle } = presence;
  if (request !== null) {
    const status = nameOf(request.status, request.custom);
    return (
      <Note
        text={t(request.afterChat ? 'status.asksLater' : 'status.asks', { status })}
        action={t('status.withdraw')}
        onAction={() => {
          onChange({ type: 'withdraw' });
        }}
      />
    );
  }
  if (pending !== null) {
    return (
      <Note
        text={t('status.pending', { status: nameOf(pending.status, pending.custom) })}
        action={t('status.takeBack')}
        onAction={() => {
          onChange({ type: 'take_back' });
        }}
      />
    );
  }
  return idle ? <Note text={t('status.idle')} /> : null;
}

interface NoteProps {
  readonly text: string;
  readonly action?: string;
  readonly onAction?: () => void;
}

function Note({ text, action, onAction }: NoteProps) {
  return (
    <div className={classes.note} role="status" data-testid="status-note">
      <span>{text}</span>
      {action === undefined ? null : (
        <Button variant="light" size="compact-xs" onClick={onAction}>
          {action}
        </Button>
      )}
    </div>
  );
}
