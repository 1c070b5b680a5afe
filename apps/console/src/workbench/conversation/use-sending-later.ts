// A message that is sent while its files are still on their way goes out with them: from the composer, where it can still be
// changed, or without it, when the agent has gone on to the next chat meanwhile. Not when one of the files is refused: then
// there is something to decide.
import type { StoredFile } from '@frontdesk/contracts';
import { useEffect, useRef, useState } from 'react';
import type { AttachedFilesState } from './attached-files';

interface Sending {
  /** From the composer. */
  readonly send: () => void;
  /** What the composer held last; it is not on screen any more. null: a file was refused. */
  readonly leave: (files: Promise<readonly StoredFile[] | null>) => void;
}

export function useSendingLater({ all, coming, settled }: AttachedFilesState, { send, leave }: Sending) {
  const refused = all.filter((one) => one.refused !== null).map(({ id }) => id);
  /** Those that had been refused when Send was pressed; null: nothing waits. */
  const [before, setBefore] = useState<readonly string[] | null>(null);
  const isRefused = before !== null && refused.some((id) => !before.includes(id));
  const forget = (): void => {
    setBefore(null);
  };
  const leaving = useRef<(() => void) | null>(null);
  useEffect(() => {
    leaving.current = () => {
      if (before !== null) leave(settled());
    };
    if (before === null || (coming && !isRefused)) return;
    forget();
    leaving.current = null;
    if (!isRefused) send();
  });
  useEffect(
    () => () => {
      leaving.current?.();
    },
    [],
  );
  return {
    awaiting: before !== null,
    forget,
    wait: () => {
      setBefore(refused);
    },
  };
}
