// The files that go with the next message: on their way, there, or refused with the reason.
import type { StoredFile } from '@frontdesk/contracts';
import { ActionIcon, Progress } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newClientMessageId } from '../../realtime/client-message-id';
import { Icon } from '../../ui/icon';
import classes from './composer.module.css';

interface Attached {
  readonly id: string;
  readonly name: string;
  readonly file: StoredFile | null;
  readonly refused: string | null;
  /** 0–1 */
  readonly progress: number;
}

export interface AttachedFilesState {
  readonly all: readonly Attached[];
  readonly ready: boolean;
  /** Some are on their way. */
  readonly coming: boolean;
  readonly add: (files: FileList | null) => void;
  readonly drop: (id: string) => void;
  /** What is there, and nothing of it left; null: something is still on its way. */
  readonly take: () => readonly StoredFile[] | null;
  /** Resolves when the last of these is there; null: one was refused. */
  readonly settled: () => Promise<readonly StoredFile[] | null>;
}

type Upload = (file: File, progress: (share: number) => void) => Promise<StoredFile>;

export function useAttachedFiles(upload: Upload): AttachedFilesState {
  const [all, setAll] = useState<readonly Attached[]>([]);
  const uploads = useRef(new Map<string, Promise<StoredFile | null>>());
  const note = (id: string, change: Partial<Attached>): void => {
    setAll((before) => before.map((one) => (one.id === id ? { ...one, ...change } : one)));
  };
  const begin = (file: File): void => {
    const id = newClientMessageId();
    setAll((before) => [...before, { id, name: file.name, file: null, refused: null, progress: 0 }]);
    const there = upload(file, (progress) => {
      note(id, { progress });
    }).then(
      (stored) => {
        note(id, { file: stored });
        return stored;
      },
      (error: unknown) => {
        note(id, { refused: error instanceof Error ? error.message : String(error) });
        return null;
      },
    );
    uploads.current.set(id, there);
  };
  return {
    all,
    ready: all.some(({ file }) => file !== null),
    coming: all.some(({ file, refused }) => file === null && refused === null),
    add: (files) => {
      for (const file of files ?? []) begin(file);
    },
    drop: (id) => {
      setAll((before) => before.filter((one) => one.id !== id));
    },
    take: () => {
      if (all.some(({ file, refused }) => file === null && refused === null)) return null;
      setAll([]);
      return all.flatMap(({ file }) => (file === null ? [] : [file]));
    },
    settled: async () => {
      const wanted = all.filter(({ refused }) => refused === null);
      const files = await Promise.all(wanted.map(({ id }) => uploads.current.get(id) ?? Promise.resolve(null)));
      const there = files.flatMap((file) => file ?? []);
      return there.length === wanted.length ? there : null;
    },
  };
}

/** `awaited`: by a message that goes out with them. */
export function AttachedFiles({
  attached,
  awaited,
}: {
  readonly attached: AttachedFilesState;
  readonly awaited: boolean;
}) {
  const { t } = useTranslation();
  if (attached.all.length === 0) return null;
  return (
    <>
      <ul className={classes.files} aria-label={t('composer.files')}>
        {attached.all.map(({ id, name, file, progress, refused }) => (
          <li key={id} data-refused={refused !== null || undefined}>
            <Icon name="page" size={16} />
            <span>
              {name}
              {refused === null ? null : <small role="alert">{refused}</small>}
              {file === null && refused === null ? <Coming name={name} progress={progress} /> : null}
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={t('lists.remove', { name })}
              onClick={() => {
                attached.drop(id);
              }}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {awaited ? (
        <p className={classes.soon} role="status">
          {t('composer.sentWithFiles')}
        </p>
      ) : null}
    </>
  );
}

function Coming({ name, progress }: { readonly name: string; readonly progress: number }) {
  const { t } = useTranslation();
  const percent = Math.round(progress * 100);
  return (
    <>
      <small>{percent} %</small>
      <Progress value={percent} size={4} aria-label={t('composer.uploading', { name })} />
    </>
  );
}
