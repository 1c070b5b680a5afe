// Lets the visitor know that somebody is writing. What is written stays here until it is sent.
import { useCallback, useEffect, useRef } from 'react';
import { useRealtime } from '../../realtime/realtime-context';

const REPEAT_MS = 2_500;
const STOP_AFTER_MS = 4_000;
/** Stands for "is writing": the protocol carries a text, an agent's is never shown. */
const WRITING = '…';

export function useTypingSignal(conversationId: string) {
  const { session } = useRealtime();
  const lastSent = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const stop = useCallback(() => {
    clearTimeout(timer.current);
    if (lastSent.current === 0) return;
    lastSent.current = 0;
    session.send({ type: 'typing', conversationId, text: '' });
  }, [session, conversationId]);

  const writing = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(stop, STOP_AFTER_MS);
    if (Date.now() - lastSent.current < REPEAT_MS) return;
    lastSent.current = Date.now();
    session.send({ type: 'typing', conversationId, text: WRITING });
  }, [session, conversationId, stop]);

  useEffect(() => stop, [stop]);
  return { writing, stop };
}
