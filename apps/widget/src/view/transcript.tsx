// The conversation as a live log. Drawing it scrolls to what is new, unless the visitor has scrolled up to read.
import { Component, Fragment, type ComponentChildren, type JSX } from 'preact';
import { agentCameFirst, type AppState } from '../app-state.js';
import type { Entry, MessageEntry } from '../conversation-state.js';
import type { PendingMessage } from '../outbox.js';
import { FileView } from './file-view.js';
import { MessageActions } from './message-actions.js';
import { Message } from './message.js';
import type { Ui } from './ui.js';

export function Transcript({ children, ...ui }: Ui & { children?: ComponentChildren }): JSX.Element {
  const { state, t } = ui;
  return (
    <div class="scroll log" role="log" aria-label={t('messages')} tabIndex={0}>
      {children}
      <Items {...ui} />
      {state.agentTyping && (
        <div class="typing">
          <span class="bubble">
            <i />
            <i />
            <i />
          </span>
          <span class="hidden">{t('typing', { name: state.conversation?.view.agent?.name ?? '' })}</span>
        </div>
      )}
    </div>
  );
}

const shown = [
  'conversation',
  'pending',
  'opening',
  'start',
  'receipt',
  'connection',
] as const satisfies (keyof AppState)[];

/** A class only to say when it need not be drawn: a long transcript does not change with every key that is pressed. */
class Items extends Component<Ui> {
  override shouldComponentUpdate(next: Ui): boolean {
    return shown.some((key) => next.state[key] !== this.props.state[key]);
  }

  override render({ controller, language, screen, state, t }: Ui): JSX.Element {
    const { conversation, opening, pending, start } = state;
    const { entries, readUpTo, view } = conversation ?? { entries: [], readUpTo: 0, view: null };
    const { format } = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
    const time = (at: string): string => format(new Date(at));
    const joined = entries.findLast((entry) => entry.kind === 'joined');
    const waiting = state.connection === 'reconnecting' || !navigator.onLine ? 'waiting' : 'sending';
    const first = opening ?? start;
    // On its way, or swallowed by a refusal: the first message has no event yet.
    const text = first?.body.text;
    const begun = first && text ? [{ ...first, text, clientMessageId: first.key, sent: start === null }] : [];
    const unsent: readonly Omit<PendingMessage, 'conversationId'>[] = [...begun, ...pending];
    const mine = { author: 'visitor', name: '', pictureUrl: null, last: true, status: 'sent', t } as const;
    return (
      <>
        {entries.map((entry, index) => (
          <Fragment key={entry.sequence}>
            {entry.kind === 'message' ? (
              <Message
                {...{ ...entry, t }}
                text={entry.file !== null && entry.text === entry.file.name ? '' : entry.text}
                file={entry.file && <FileView file={entry.file} controller={controller} />}
                actions={!entry.recalled && screen === 'chatting' && <MessageActions {...{ controller, entry, t }} />}
                pictureUrl={view?.agent?.name === entry.name ? view.agent.pictureUrl : null}
                time={time(entry.at)}
                last={!continues(entry, entries[index + 1])}
                status={entry.sequence <= readUpTo ? 'read' : 'sent'}
              />
            ) : (
              <p class="note">{t(entry.kind, { name: entry.name })}</p>
            )}
            {entry === joined && agentCameFirst(state) && <p class="note">{t('agentFirst')}</p>}
          </Fragment>
        ))}
        {unsent.map(({ at, clientMessageId, file, refused, sent, text }) => (
          <Message
            {...mine}
            {...{ text: [text, file?.name ?? ''].filter(Boolean).join('\n'), reason: refused }}
            key={clientMessageId}
            time={time(at)}
            status={refused !== undefined ? 'refused' : sent ? 'sent' : waiting}
            onEdit={() => controller.editAgain(clientMessageId)}
          />
        ))}
        {screen === 'refused' && view?.offer && (
          <Message {...mine} author="system" text={view.offer.text} time={time(view.closedAt ?? view.arrivedAt)} />
        )}
      </>
    );
  }
}

const togetherMs = 120_000;

function continues(one: MessageEntry, two: Entry | undefined): boolean {
  if (two?.kind !== 'message') return false;
  return one.author === two.author && one.name === two.name && Date.parse(two.at) - Date.parse(one.at) < togetherMs;
}
