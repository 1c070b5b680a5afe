// The files beside the composer, with how far they are, and what the next message answers or changes.
import type { JSX } from 'preact';
import type { Attachment } from '../attachment.js';
import { deskOf } from '../message-desk.js';
import type { Uploads } from '../uploads.js';
import { Icon } from './icons.js';
import type { Ui } from './ui.js';

interface Listed extends Pick<Ui, 't'> {
  readonly files: readonly Attachment[];
  readonly uploads: Uploads;
}

export function Attachments({ files, t, uploads }: Listed): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <ul class="attachments" aria-label={t('files')}>
      {files.map(({ id, name, progress, fileId, refused, previewUrl }) => (
        <li key={id} class={refused === null ? '' : 'is-refused'}>
          {previewUrl === null ? <Icon name="file" /> : <img src={previewUrl} alt="" />}
          <span class="name">
            {name}
            {refused !== null && <b role="alert">{refused}</b>}
            {fileId === null && refused === null && progress > 0 && <Progress {...{ progress, t }} />}
          </span>
          <button type="button" class="plain" aria-label={t('remove', { name })} onClick={() => uploads.drop(id)}>
            <Icon name="cross" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Progress({ progress, t }: Pick<Ui, 't'> & Pick<Attachment, 'progress'>): JSX.Element {
  return (
    <small>
      {Math.round(progress * 100)} %
      <progress value={progress} aria-label={t('uploading')} />
    </small>
  );
}

export function About({ controller, state, t }: Ui): JSX.Element | null {
  const { editing, replying } = state;
  const about = editing ?? replying;
  if (about === null) return null;
  const stop = (): void => (editing === null ? deskOf(controller).reply(null) : controller.editMessage(null));
  return (
    <p class="about">
      <span>
        <b>{editing === null ? t('replyTo', { name: about.name || t('you') }) : t('editing')}</b>
        {about.text}
      </span>
      <button type="button" class="plain" aria-label={t('cancel')} onClick={stop}>
        <Icon name="cross" />
      </button>
    </p>
  );
}
