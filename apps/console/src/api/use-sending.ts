// One request of a form: whether it is under way, which fields the server found fault with, and what else went wrong.
import { useState } from 'react';
import { fieldErrors } from '../console/settings/pointer-errors';
import { isProblem } from './problem';

export interface Sending {
  readonly busy: boolean;
  /** By the field's name. */
  readonly faults: Readonly<Record<string, string>>;
  /** What belongs to no field; null: nothing. */
  readonly error: unknown;
  readonly send: (request: () => Promise<void>) => Promise<void>;
}

export function useSending(): Sending {
  const [state, setState] = useState<Omit<Sending, 'send'>>({ busy: false, faults: {}, error: null });
  const send = async (request: () => Promise<void>): Promise<void> => {
    setState({ busy: true, faults: {}, error: null });
    try {
      await request();
      setState({ busy: false, faults: {}, error: null });
    } catch (error) {
      const faults = isProblem(error) ? fieldErrors(error.errors) : {};
      setState({ busy: false, faults, error: Object.keys(faults).length > 0 ? null : error });
    }
  };
  return { ...state, send };
}
