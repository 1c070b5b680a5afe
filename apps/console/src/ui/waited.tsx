// A wait that counts on. It starts from what the server measured, so a wrong clock in the browser does not distort it.
import { formatDuration } from './format';
import { useNow } from './use-now';

interface WaitedProps {
  readonly ms: number;
  /** When `ms` was received, by this browser's clock. */
  readonly asOf: number;
}

export function Waited({ ms, asOf }: WaitedProps) {
  const now = useNow();
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatDuration(ms + Math.max(0, now - asOf))}</span>;
}
