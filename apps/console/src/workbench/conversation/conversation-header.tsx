// Who this is, and the two things to do with the whole conversation.
import type { ConversationView } from '@frontdesk/contracts';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatMoment, shortPage } from '../../ui/format';
import { Icon } from '../../ui/icon';
import { Pill } from '../../ui/pill';
import { useGroupName } from '../use-group-name';
import { AssignMenu } from '../routing/assign-menu';
import { LockButton } from '../transfer/lock-button';
import { TransferDialog } from '../transfer/transfer-dialog';
import { VerifiedPill } from '../visitor/verified-pill';
import { BackButton } from '../back-button';
import type { Selection } from '../use-selection';
import classes from './conversation-header.module.css';
import { useMessageDeeds } from './use-message-deeds';

interface ConversationHeaderProps {
  readonly conversation: ConversationView;
  readonly canClose: boolean;
  /** An agent gives away what they have; a supervisor anything that is open. */
  readonly canTransfer: boolean;
  readonly closing: boolean;
  readonly onClose: () => void;
  readonly selection: Selection;
  readonly onAbout: () => void;
}

export function ConversationHeader(props: ConversationHeaderProps) {
  const { t } = useTranslation();
  const { conversation } = props;
  const group = useGroupName(conversation.groupId);
  const held = conversation.state === 'assigned';
  const deeds = useMessageDeeds(conversation.conversationId);
  return (
    <header className={classes.head}>
      <BackButton selection={props.selection} />
      <div className={classes.words}>
        <h2 className={classes.name}>{conversation.visitor.name}</h2>
        <span className={classes.since}>
          {group} · {formatMoment(conversation.arrivedAt)}
          {conversation.page === null ? '' : ` · ${shortPage(conversation.page)}`}
        </span>
      </div>
      {conversation.visitor.verified ? <VerifiedPill /> : null}
      {conversation.state === 'closed' ? <Pill tone="gray">{t('conversation.ended')}</Pill> : null}
      {props.canTransfer && held ? <LockButton conversation={conversation} /> : null}
      {props.canTransfer && held ? (
        <TransferDialog conversationId={conversation.conversationId} agentId={conversation.agent?.agentId ?? null} />
      ) : null}
      {props.canTransfer && !held ? (
        <AssignMenu conversationId={conversation.conversationId} label={t('routing.assign')} />
      ) : null}
      {props.canClose ? (
        <Button size="xs" variant="default" loading={props.closing} onClick={props.onClose}>
          {t('conversation.close')}
        </Button>
      ) : null}
      <Tooltip label={t('conversation.save')}>
        <ActionIcon
          className={classes.tool}
          variant="subtle"
          color="gray"
          onClick={() => void deeds.saveTranscript()}
          aria-label={t('conversation.save')}
        >
          <Icon name="save" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('workbench.aboutLabel')}>
        <ActionIcon
          className={`${classes.tool ?? ''} ${classes.about ?? ''}`}
          variant="subtle"
          color="gray"
          onClick={props.onAbout}
          aria-label={t('workbench.aboutLabel')}
        >
          <Icon name="info" />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
