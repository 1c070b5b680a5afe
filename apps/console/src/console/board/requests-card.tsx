// Agents who ask to leave online: a supervisor says yes or no here, until the time runs out.
import type { Board } from '@frontdesk/contracts';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStatusRequests } from '../../api/presence-queries';
import { canLead } from '../../session/claims';
import { usePerson } from '../../session/session-context';
import { useStatusName } from '../../workbench/presence/status-name';
import classes from './board.module.css';
import { Card } from './card';
import { usePresenceActions } from './use-presence-actions';

export function RequestsCard({ agents }: { readonly agents: Board['agents'] }) {
  const { t } = useTranslation();
  const requests = useStatusRequests().data ?? [];
  const leads = canLead(usePerson());
  const act = usePresenceActions();
  const nameOf = useStatusName();
  if (requests.length === 0) return null;
  return (
    <Card title={t('board.requests')}>
      <ul className={classes.list}>
        {requests.map((request) => {
          const name = agents.find(({ agentId }) => agentId === request.agentId)?.name ?? request.agentId;
          const status = nameOf(request.status, request.custom);
          return (
            <li key={request.requestId} className={classes.request} data-testid="status-request">
              <span>{t(request.afterChat ? 'board.asksLater' : 'board.asks', { name, status })}</span>
              {leads ? (
                <Group gap={6} wrap="nowrap">
                  {(['approve', 'refuse'] as const).map((type) => (
                    <Button
                      key={type}
                      size="compact-sm"
                      variant={type === 'approve' ? 'filled' : 'default'}
                      disabled={act.isPending}
                      onClick={() => {
                        act.mutate({ type, request });
                      }}
                    >
                      {t(`board.${type}`)}
                    </Button>
                  ))}
                </Group>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
