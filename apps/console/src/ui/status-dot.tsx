// A person's status as colour and shape: filled, half, hollow, so that it does not depend on colour alone.
import type { EffectiveStatus } from '@frontdesk/contracts';
import classes from './status-dot.module.css';

export function StatusDot({ status }: { readonly status: EffectiveStatus }) {
  return <span className={classes.dot} data-status={status} aria-hidden />;
}
