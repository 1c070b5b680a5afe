// Writing a reply. Enter sends, Shift+Enter breaks the line, and what is unfinished is still here after a reload.
import { ActionIcon, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftStore } from '../../realtime/draft-store';
import { useRealtime } from '../../realtime/realtime-context';
import { Icon } from '../../ui/icon';
import classes from './composer.module.css';
import { useTypingSignal } from './use-typing-signal';

const LONGEST = 4000;

interface ComposerProps {
  readonly conversationId: string;
  readonly drafts: DraftStore;
}

export function Composer({ conversationId, drafts }: ComposerProps) {
  const { t } = useTranslation();
  const { outbox } = useRealtime();
  const signal = useTypingSignal(conversationId);
  const [text, setText] = useState(() => drafts.read(conversationId));

  const write = (next: string): void => {
    setText(next);
    drafts.write(conversationId, next);
  };

  const send = (): void => {
    const words = text.trim();
    if (words === '') return;
    const clientMessageId = newClientMessageId();
    void outbox.add({ conversationId, clientMessageId, text: words, at: new Date().toISOString() });
    write('');
    signal.stop();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes a character, Enter accepts the character.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        className={classes.text}
        aria-label={t('composer.reply')}
        placeholder={t('composer.placeholder')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={LONGEST}
        value={text}
        data-reply
        onKeyDown={onKeyDown}
        onChange={(event) => {
          write(event.currentTarget.value);
          if (event.currentTarget.value === '') signal.stop();
          else signal.writing();
        }}
      />
      <ActionIcon type="submit" size={36} disabled={text.trim() === ''} aria-label={t('composer.send')}>
        <Icon name="send" />
      </ActionIcon>
    </form>
  );
}

/** `randomUUID` exists only on secure origins; a reception may be tried over plain http in a local network. */
function newClientMessageId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
