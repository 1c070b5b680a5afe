// Writing a reply, or a note for the house. Enter sends, Shift+Enter breaks the line, and what is unfinished is still here
// after a reload. Files are chosen, pasted or dropped.
import { ActionIcon, Textarea } from '@mantine/core';
import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftStore } from '../../realtime/draft-store';
import { Icon } from '../../ui/icon';
import { AboutBar, type About } from './about-bar';
import { AttachedFiles, useAttachedFiles } from './attached-files';
import classes from './composer.module.css';
import { AttachButton, ModeSwitch } from './composer-tools';
import { useDelivery } from './use-delivery';
import { useMessageDeeds, useMessageRules } from './use-message-deeds';
import { useSendingLater } from './use-sending-later';
import { useTypingSignal } from './use-typing-signal';

const LONGEST = 4000;

interface ComposerProps {
  readonly conversationId: string;
  readonly drafts: DraftStore;
  readonly about: About | null;
  readonly onAbout: (about: About | null) => void;
}

export function Composer({ conversationId, drafts, about, onAbout }: ComposerProps) {
  const { t } = useTranslation();
  const signal = useTypingSignal(conversationId);
  const deeds = useMessageDeeds(conversationId);
  const { deliver, deliverOnce } = useDelivery(conversationId, drafts);
  const rules = useMessageRules();
  const attached = useAttachedFiles(deeds.upload);
  const field = useFocusFor(about);
  const [note, setNote] = useState(false);
  const [text, setText] = useState(() => (about?.what === 'edit' ? about.line.text : drafts.read(conversationId)));
  const editing = about?.what === 'edit';
  const said = { text, note, about };

  const write = (next: string): void => {
    setText(next);
    later.forget();
    if (!editing) drafts.write(conversationId, next);
  };

  const send = (): void => {
    const words = text.trim();
    signal.stop();
    if (editing) {
      if (words !== '') void deeds.edit(about.line.sequence, words);
      onAbout(null);
      return;
    }
    const files = attached.take();
    if (files === null) later.wait();
    if (files === null || (words === '' && files.length === 0)) return;
    deliver(said, files);
    setText('');
    onAbout(null);
  };

  const later = useSendingLater(attached, { send, leave: deliverOnce(said) });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && about !== null) {
      event.stopPropagation();
      onAbout(null);
      return;
    }
    // While an input method composes a character, Enter accepts the character.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  const mayAttach = rules?.files.enabled === true && !editing;
  const takeFiles = (event: SyntheticEvent, files: FileList): void => {
    if (!mayAttach || files.length === 0) return;
    event.preventDefault();
    attached.add(files);
  };
  return (
    <form
      className={classes.box}
      data-note={note || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        if (mayAttach) event.preventDefault();
      }}
      onDrop={(event) => {
        takeFiles(event, event.dataTransfer.files);
      }}
    >
      {about === null ? null : (
        <AboutBar
          about={about}
          onEnd={() => {
            onAbout(null);
          }}
        />
      )}
      <AttachedFiles attached={attached} awaited={later.awaiting} />
      {editing ? null : (
        <ModeSwitch
          note={note}
          onChange={(next) => {
            setNote(next);
            // What was to be a note must not go out as a reply.
            later.forget();
            // The visitor must not be told that something is written for them.
            signal.stop();
          }}
        />
      )}
      <div className={classes.row}>
        {mayAttach ? <AttachButton types={rules.files.types} onFiles={attached.add} /> : null}
        <Textarea
          ref={field}
          className={classes.text}
          aria-label={note ? t('composer.note') : t('composer.reply')}
          placeholder={note ? t('composer.notePlaceholder') : t('composer.placeholder')}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={LONGEST}
          value={text}
          data-reply
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            takeFiles(event, event.clipboardData.files);
          }}
          onChange={(event) => {
            write(event.currentTarget.value);
            if (note) return;
            if (event.currentTarget.value === '') signal.stop();
            else signal.writing();
          }}
        />
        <SendButton
          note={note}
          editing={editing}
          awaiting={later.awaiting}
          disabled={text.trim() === '' && !attached.ready && !attached.coming}
        />
      </div>
    </form>
  );
}

interface SendButtonProps {
  readonly note: boolean;
  readonly editing: boolean;
  readonly awaiting: boolean;
  readonly disabled: boolean;
}

function SendButton({ note, editing, awaiting, disabled }: SendButtonProps) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      type="submit"
      size={36}
      color={note ? 'yellow' : undefined}
      disabled={disabled}
      aria-busy={awaiting}
      aria-label={t('composer.send')}
    >
      <Icon name={editing ? 'check' : 'send'} />
    </ActionIcon>
  );
}

/** Whoever chose what the next message is about goes on in the field. */
function useFocusFor(about: About | null) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (about !== null) field.current?.focus();
  }, [about]);
  return field;
}
