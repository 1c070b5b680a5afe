// One message. The visitor's own are not announced again: whoever wrote them knows.
import type { JSX } from 'preact';
import type { Translate } from '../dictionary.js';
import { Avatar } from './avatar.js';
import { Icon } from './icons.js';
import type { ComponentChildren } from 'preact';
import type { MessageQuote } from '@frontdesk/contracts';
import { LinkedText } from './linked-text.js';

export interface MessageProps {
  readonly author: 'visitor' | 'agent' | 'system';
  readonly name: string;
  readonly pictureUrl: string | null;
  readonly text: string;
  readonly time: string;
  /** Of several in a row by the same author only the last shows picture and time. */
  readonly last: boolean;
  readonly status: 'sent' | 'read' | 'sending' | 'waiting' | 'refused';
  readonly reason?: string | undefined;
  readonly onEdit?: () => void;
  readonly edited?: boolean;
  readonly recalled?: boolean;
  readonly quote?: MessageQuote | null;
  /** A file; its name need not be said a second time. */
  readonly file?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly t: Translate;
}

export function Message(props: MessageProps): JSX.Element {
  const { author, last, name, onEdit, pictureUrl, reason, status, t, text, time } = props;
  const { actions, edited = false, file, quote = null, recalled = false } = props;
  const mine = author === 'visitor';
  return (
    <div
      class={`message is-${author} is-${status}${last ? ' is-last' : ''}${recalled ? ' is-recalled' : ''}`}
      aria-live={mine ? 'off' : undefined}
    >
      {author === 'agent' && last && <Avatar name={name} pictureUrl={pictureUrl} />}
      <div class="body">
        <div class="bubble" dir="auto">
          <span class="hidden">{mine ? t('you') : name}: </span>
          {quote !== null && (
            <blockquote>
              <b>{quote.author.kind === 'agent' ? quote.author.name : t('you')}</b>
              {quote.excerpt || t('recalled')}
            </blockquote>
          )}
          {file}
          {recalled ? t('recalled') : <LinkedText text={text} />}
        </div>
        {actions}
        {last && (
          <p class="meta">
            {status === 'refused' ? (
              <>
                {t('notSent', { reason: reason ?? '' })}
                <button type="button" class="link" onClick={onEdit}>
                  {t('edit')}
                </button>
              </>
            ) : status === 'sending' || status === 'waiting' ? (
              <>
                <Icon name="clock" />
                {t(status)}
              </>
            ) : (
              <>
                {author === 'agent' && `${name} · `}
                {time}
                {edited && ` · ${t('edited')}`}
                {mine && <Icon name="check" />}
                {mine && status === 'read' && <Icon name="check" />}
              </>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
