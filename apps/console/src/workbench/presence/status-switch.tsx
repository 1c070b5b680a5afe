// One's own status: what visitors get, in one click, with its meaning in words.
import type { EffectiveStatus } from '@frontdesk/contracts';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMyPresence } from '../../api/presence-queries';
import { useConnection } from '../../realtime/realtime-context';
import { Pill } from '../../ui/pill';
import { StatusDot } from '../../ui/status-dot';
import { StatusMenu } from './status-menu';
import { StatusNote } from './status-note';
import classes from './status-switch.module.css';
import { type StatusChange, useChooseStatus } from './use-choose-status';

const STATUSES = ['online', 'busy', 'offline'] as const;

export function StatusSwitch() {
  const { t } = useTranslation();
  const presence = useMyPresence().data;
  const choose = useChooseStatus();
  const name = useId();
  // Shown at once, before the server has agreed: choosing again undoes it.
  const [chosen, setChosen] = useState<EffectiveStatus>();
  const intent = chosen ?? presence?.intent;
  const custom = chosen === undefined ? (presence?.intentCustom?.name ?? null) : null;
  const live = useConnection() === 'live';
  const unheard =
    presence !== undefined &&
    intent !== 'offline' &&
    (!live || (chosen === undefined && presence.effective === 'offline'));
  // What stands against being online is said in the note below; here, what it comes to.
  const held = presence !== undefined && chosen === undefined && (presence.pending !== null || presence.idle);
  const meaning = held && intent === 'online' ? 'busy' : intent;
  const change = (wanted: StatusChange): void => {
    choose.mutate(wanted, {
      onSettled: () => {
        setChosen(undefined);
      },
    });
  };

  return (
    <div className={classes.box}>
      <div
        role="radiogroup"
        aria-label={t('status.label')}
        className={classes.switch}
        data-status={intent}
        data-live={live}
      >
        {STATUSES.map((status) => (
          <label
            key={status}
            className={classes.option}
            data-status={status}
            data-checked={intent === status && custom === null}
          >
            <input
              type="radio"
              name={name}
              className={classes.input}
              checked={intent === status && custom === null}
              disabled={presence === undefined}
              onChange={() => {
                setChosen(status);
                change({ type: 'choose', status });
              }}
            />
            <StatusDot status={status} />
            {t(`status.${status}`)}
          </label>
        ))}
      </div>
      <div className={classes.under}>
        <p className={classes.meaning} data-unheard={unheard}>
          {custom === null ? null : <Pill tone={intent === 'busy' ? 'amber' : 'gray'}>{custom}</Pill>}{' '}
          {meaning === undefined ? t('common.loading') : t(unheard ? 'status.unheard' : `status.meaning.${meaning}`)}
        </p>
        <StatusMenu presence={presence} onChange={change} />
      </div>
      {presence === undefined ? null : <StatusNote presence={presence} onChange={change} />}
    </div>
  );
}
