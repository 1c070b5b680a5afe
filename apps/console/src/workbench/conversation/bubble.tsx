// One message in the log, and what can be done with it.
import { ActionIcon, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../ui/format';
import { Icon, type IconName } from '../../ui/icon';
import type { About } from './about-bar';
import { FileCard } from './file-card';
import type { Bubble as BubbleLine } from './transcript-lines';
import classes from './transcript.module.css';
import type { useMessageDeeds } from './use-message-deeds';

/** What the next message is about; null where nothing can be written. */
export type OnAbout = (about: About) => void;

interface BubbleProps {
  readonly conversationId: string;
  readonly line: BubbleLine;
  readonly visitorName: string;
  readonly me: string;
  readonly seen: boolean;
  readonly onAbout: OnAbout | null;
  readonly deeds: ReturnType<typeof useMessageDeeds>;
}

export function Bubble(props: BubbleProps) {
  const { t } = useTranslation();
  const { line, visitorName, me, seen } = props;
  const { author, at, data, joined, edited, recalled, text } = line;
  if (author.kind === 'system') return <p className={classes.note}>{text}</p>;
  const who = author.kind === 'visitor' ? visitorName : author.id === me ? t('conversation.you') : author.name;
  const note = data.kind === 'note';
  const below = [edited ? t('conversation.edited') : '', seen ? t('conversation.seen') : ''].filter(
    (one) => one !== '',
  );
  return (
    <div className={classes.line} data-side={author.kind} data-joined={joined}>
      {joined ? null : (
        <div className={classes.who}>
          <b>{who}</b> {note ? `· ${t('conversation.noteFor')} ` : ''}
          <time dateTime={at}>{formatTime(at)}</time>
        </div>
      )}
      <div className={classes.row}>
        <Deeds {...props} />
        <div
          className={classes.bubble}
          title={formatTime(at)}
          data-kind={note ? 'note' : undefined}
          data-recalled={recalled || undefined}
        >
          {data.quote === undefined || recalled ? null : (
            <blockquote className={classes.quote}>
              <b>{data.quote.author.kind === 'agent' ? data.quote.author.name : visitorName}</b>
              {data.quote.excerpt || t('conversation.recalled')}
            </blockquote>
          )}
          {data.file === undefined || recalled ? null : (
            <FileCard of={`/conversations/${props.conversationId}`} file={data.file} />
          )}
          {recalled ? t('conversation.recalled') : text === data.file?.name ? null : text}
        </div>
      </div>
      {below.length === 0 ? null : <div className={classes.below}>{below.join(' · ')}</div>}
    </div>
  );
}

function Deeds({ line, me, onAbout, deeds }: BubbleProps) {
  const { t } = useTranslation();
  if (onAbout === null || line.recalled) return null;
  const mine = line.author.id === me;
  return (
    <span className={classes.deeds} role="group" aria-label={t('conversation.deeds')}>
      <Deed
        icon="back"
        label={t('conversation.reply')}
        onClick={() => {
          onAbout({ what: 'reply', line });
        }}
      />
      {mine && line.data.file === undefined ? (
        <Deed
          icon="edit"
          label={t('conversation.edit')}
          onClick={() => {
            onAbout({ what: 'edit', line });
          }}
        />
      ) : null}
      {mine ? (
        <Deed icon="trash" label={t('conversation.recall')} onClick={() => void deeds.recall(line.sequence)} />
      ) : null}
    </span>
  );
}

function Deed({ icon, label, onClick }: { readonly icon: IconName; readonly label: string; onClick: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={label} onClick={onClick}>
        <Icon name={icon} size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
