// One's own status: what visitors get, in one click, with its meaning in words.
import type { EffectiveStatus, MyPresence } from '@frontdesk/contracts';
import { notify } from '../../ui/notify';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { useMyPresence } from '../../api/staff-queries';
import { useConnection } from '../../realtime/realtime-context';
import { StatusDot } from '../../ui/status-dot';
import classes from './status-switch.module.css';

const STATUSES = ['online', 'busy', 'offline'] as const;

export function StatusSwitch() {
  const { t } = useTranslation();
  const presence = useMyPresence().data;
  const set = useSetStatus();
  const name = useId();
  // Shown at once, before the server has agreed: choosing again undoes it.
  const [chosen, setChosen] = useState<EffectiveStatus>();
  const intent = chosen ?? presence?.intent;
  const live = useConnection() === 'live';
  const unheard =
    presence !== undefined &&
    intent !== 'offline' &&
    (!live || (chosen === undefined && presence.effective === 'offline'));

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
          <label key={status} className={classes.option} data-status={status} data-checked={intent === status}>
            <input
              type="radio"
              name={name}
              className={classes.input}
              checked={intent === status}
              disabled={presence === undefined}
              onChange={() => {
                setChosen(status);
                set.mutate(status, {
                  onSettled: () => {
                    setChosen(undefined);
                  },
                });
              }}
            />
            <StatusDot status={status} />
            {t(`status.${status}`)}
          </label>
        ))}
      </div>
      <p className={classes.meaning} data-unheard={unheard}>
        {intent === undefined ? t('common.loading') : t(unheard ? 'status.unheard' : `status.meaning.${intent}`)}
      </p>
    </div>
  );
}

function useSetStatus() {
  const { t } = useTranslation();
  const http = useHttp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (status: EffectiveStatus) => http.request<MyPresence>('PUT', '/presence/me', { body: { status } }),
    onSuccess: (presence) => {
      client.setQueryData<MyPresence>(keys.presence, presence);
    },
    onError: (error) => {
      notify({
        color: 'red',
        title: t('status.failed'),
        message: isProblem(error) ? error.detail : t('problem.unreachable'),
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.presence }),
  });
}
