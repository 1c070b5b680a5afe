// The conversation as it stands: the log's events, then what is still on its way.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventList } from '../../realtime/event-list';
import { useOutgoing, useVisitorTyping } from '../../realtime/realtime-context';
import { usePerson } from '../../session/session-context';
import { Bubble, type OnAbout } from './bubble';
import { DayLine, NoteLine } from './note-line';
import { OutgoingBubble } from './outgoing-bubble';
import { toLines, visitorReadUpTo } from './transcript-lines';
import classes from './transcript.module.css';
import { useMessageDeeds } from './use-message-deeds';
import { useStickToEnd } from './use-stick-to-end';

interface TranscriptProps {
  readonly conversationId: string;
  readonly list: EventList | undefined;
  readonly visitorName: string;
  /** Left out: nothing can be written here. */
  readonly onAbout?: OnAbout;
}

export function Transcript({ conversationId, list, visitorName, onAbout }: TranscriptProps) {
  const { t } = useTranslation();
  const me = usePerson();
  const outgoing = useOutgoing(conversationId);
  const preview = useVisitorTyping(conversationId);
  const deeds = useMessageDeeds(conversationId);
  const readUpTo = visitorReadUpTo(list?.events ?? []);
  const lines = useMemo(() => toLines(list?.events ?? []), [list]);
  // Told once, at the last of one's own that the visitor has read.
  const lastSeen = lines.findLast(
    (line) =>
      line.kind === 'bubble' &&
      line.author.kind === 'agent' &&
      line.data.kind !== 'note' &&
      Number(line.key) <= readUpTo,
  )?.key;
  const end = useStickToEnd(`${String(lines.length)}/${String(outgoing.length)}/${preview}`);

  return (
    <div className={classes.frame}>
      <div
        ref={end.ref}
        className={classes.scroll}
        onScroll={end.onScroll}
        // A scrolling region without anything to focus inside must itself be reachable by keyboard.
        tabIndex={0}
        role="group"
        aria-label={t('conversation.transcript')}
      >
        <div role="log" aria-label={t('conversation.messages')} aria-busy={list === undefined} className={classes.log}>
          {lines.map((line) => {
            if (line.kind === 'day') return <DayLine key={line.key} at={line.at} />;
            if (line.kind === 'note') return <NoteLine key={line.key} event={line.event} />;
            return (
              <Bubble
                key={line.key}
                {...{ conversationId, line, visitorName, deeds, me: me.sub, onAbout: onAbout ?? null }}
                seen={line.key === lastSeen}
              />
            );
          })}
          {outgoing.map((message) => (
            <OutgoingBubble key={message.clientMessageId} message={message} />
          ))}
        </div>
        {preview === '' ? null : (
          <div className={classes.preview} data-testid="typing-preview">
            <span className={classes.previewName}>{t('conversation.writing', { name: visitorName })}</span>
            <span className={classes.previewText}>{preview}</span>
          </div>
        )}
      </div>
      {end.away ? (
        <Button className={classes.jump} size="compact-sm" radius="xl" onClick={end.jump}>
          {t('conversation.toLatest')}
        </Button>
      ) : null}
    </div>
  );
}
