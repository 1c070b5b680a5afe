// A message that is sent while its files are still on their way goes out with them, also when the agent has gone on to the
// next chat meanwhile. Not when one of the files is refused or removed, or more is written: then there is something to
// decide.
import type { StoredFile } from '@frontdesk/contracts';
import { useEffect, useRef, useState } from 'react';
import type { AttachedFilesState } from './attached-files';

interface Sending {
  /** From the composer. */
  readonly send: () => void;
  /** What the composer held last; it is not on screen any more. null: a file was refused. */
  readonly leave: (files: Promise<readonly StoredFile[] | null>) => void;
}

export function useSendingLater({ all, settled }: AttachedFilesState, { send, leave }: Sending) {
  /** The files that Send was pressed with; null: nothing waits. */
  const [awaited, setAwaited] = useState<readonly string[] | null>(null);
  const still = awaited?.flatMap((id) => all.filter((one) => one.id === id && one.refused === null)) ?? [];
  const isOver = still.length < (awaited?.length ?? 0);
  const forget = (): void => {
    setAwaited(null);
  };
  const leaving = useRef<(() => void) | null>(null);
  useEffect(() => {
    leaving.current = () => {
      if (awaited !== null) leave(settled());
    };
    if (awaited === null || (!isOver && still.some(({ file }) => file === null))) return;
    forget();
    leaving.current = null;
    if (!isOver) send();
  });
  useEffect(
    () => () => {
      leaving.current?.();
    },
    [],
  );
  return {
    awaiting: awaited !== null,
    forget,
    wait: () => {
      setAwaited(all.filter((one) => one.refused === null).map(({ id }) => id));
    },
  };
}
