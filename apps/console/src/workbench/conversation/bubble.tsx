// One message in the log.
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../ui/format';
import type { Line } from './transcript-lines';
import classes from './transcript.module.css';

interface BubbleProps {
  readonly line: Extract<Line, { kind: 'bubble' }>;
  readonly visitorName: string;
  readonly me: string;
}

export function Bubble({ line, visitorName, me }: BubbleProps) {
  const { t } = useTranslation();
  const { author, at, text, joined } = line;
  if (author.kind === 'system') return <p className={classes.note}>{text}</p>;
  const who = author.kind === 'visitor' ? visitorName : author.id === me ? t('conversation.you') : author.name;
  return (
    <div className={classes.line} data-side={author.kind} data-joined={joined}>
      {joined ? null : (
        <div className={classes.who}>
          <b>{who}</b> <time dateTime={at}>{formatTime(at)}</time>
        </div>
      )}
      <div className={classes.bubble} title={formatTime(at)}>
        {text}
      </div>
    </div>
  );
}
