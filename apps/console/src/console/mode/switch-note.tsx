// Before the switch: how many wait or are in a pool now, and that nobody of them is lost.
import type { Board, ModeDocument } from '@frontdesk/contracts';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { movesOf } from './moves';

interface SwitchNoteProps {
  readonly before: ModeDocument;
  readonly after: ModeDocument;
  readonly board: Board;
}

export function SwitchNote({ before, after, board }: SwitchNoteProps) {
  const { t } = useTranslation();
  const { toPool, toQueue } = movesOf(before, after, board.groups);
  const changed = JSON.stringify([before.mode, before.channels, before.groups]);
  if (changed === JSON.stringify([after.mode, after.channels, after.groups])) {
    return (
      <Alert variant="light" color="gray" role="status">
        {t('modeSettings.now', { waiting: board.waiting, pooled: board.pooled })}
      </Alert>
    );
  }
  return (
    <Alert variant="light" color="gray" role="status" title={t('modeSettings.beforeSaving')}>
      {toPool > 0 ? <div>{t('modeSettings.toPool', { count: toPool })}</div> : null}
      {toQueue > 0 ? <div>{t('modeSettings.toQueue', { count: toQueue })}</div> : null}
      {toPool + toQueue === 0 ? <div>{t('modeSettings.nobodyMoves')}</div> : null}
      <div>{t('modeSettings.kept')}</div>
    </Alert>
  );
}
