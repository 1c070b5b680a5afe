// One settings document in a form: loaded, edited, saved against its version, merged when somebody else was quicker.
import type { Versioned } from '@frontdesk/contracts';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useHttp } from '../../api/api-context';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { readDocument, writeDocument } from './documents-api';
import { fieldErrors } from './pointer-errors';

export interface Conflict<D> {
  readonly base: D;
  readonly mine: D;
  readonly theirs: Versioned<D>;
}

export interface DocumentEditor<D extends object> {
  readonly path: string;
  readonly form: UseFormReturnType<D>;
  /** What the form started from; undefined while loading. */
  readonly base: Versioned<D> | undefined;
  readonly loadError: Error | null;
  readonly saving: boolean;
  /** Why it is changed; of the next save alone. */
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly saved: boolean;
  readonly saveError: Error | null;
  readonly conflict: Conflict<D> | undefined;
  readonly save: () => Promise<boolean>;
  readonly resolve: (document: D) => Promise<boolean>;
  readonly dismiss: () => void;
  readonly discard: () => void;
  readonly reload: () => unknown;
}

interface Options {
  /** The document is new: nothing to load, and writing must not hit one that exists. */
  readonly creating?: boolean;
}

export function useDocumentEditor<D extends object>(
  path: string,
  fallback: D,
  options: Options = {},
): DocumentEditor<D> {
  const http = useHttp();
  const client = useQueryClient();
  const creating = options.creating === true;
  const form = useForm<D>({ initialValues: fallback });
  const [base, setBase] = useState<Versioned<D>>();
  const [reason, setReason] = useState('');
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [saveError, setSaveError] = useState<Error | null>(null);
  const [conflict, setConflict] = useState<Conflict<D>>();
  const stored = useQuery({
    queryKey: keys.document(path),
    queryFn: ({ signal }) => readDocument(http, path, fallback, signal),
    enabled: !creating,
  });

  const adopt = (next: Versioned<D>): void => {
    setBase(next);
    form.setInitialValues(next.document);
    form.setValues(next.document);
    form.resetDirty(next.document);
    form.clearErrors();
  };

  const dirty = form.isDirty();
  useEffect(() => {
    // Somebody else's change is taken over silently only where nothing is being edited.
    if (stored.data !== undefined && stored.data.version !== base?.version && !dirty) adopt(stored.data);
  }, [stored.data]); // A newer document is the only trigger: what is typed must not call it.

  const write = async (document: D, version: number): Promise<boolean> => {
    setSaving(true);
    setSaved(false);
    setSaveError(null);
    try {
      await writeDocument(http, path, document, version, reason);
      const next = await readDocument(http, path, document);
      adopt(next);
      client.setQueryData(keys.document(path), next);
      setConflict(undefined);
      setReason('');
      setSaved(true);
      void client.invalidateQueries({ queryKey: keys.settings });
      return true;
    } catch (error) {
      await refused(error, document);
      return false;
    } finally {
      setSaving(false);
    }
  };

  const refused = async (error: unknown, mine: D): Promise<void> => {
    if (isProblem(error, 412) && !creating) {
      const theirs = await readDocument(http, path, fallback);
      setConflict({ base: base?.document ?? fallback, mine, theirs });
      return;
    }
    if (isProblem(error)) form.setErrors(fieldErrors(error.errors));
    setSaveError(error instanceof Error ? error : new Error(String(error)));
  };

  const save = async (): Promise<boolean> => {
    // What is on the page is what is stored: no version for nothing.
    if (base !== undefined && base.version > 0 && !form.isDirty()) {
      setSaved(true);
      return true;
    }
    return write(form.getValues(), creating ? 0 : (base?.version ?? 0));
  };

  return {
    path,
    form,
    base,
    loadError: stored.error,
    saving,
    reason,
    setReason,
    saved: saved && !dirty,
    saveError,
    conflict,
    save,
    resolve: (document) => write(document, conflict?.theirs.version ?? 0),
    dismiss: () => {
      setConflict(undefined);
    },
    discard: () => {
      form.reset();
      setSaveError(null);
    },
    reload: stored.refetch,
  };
}
