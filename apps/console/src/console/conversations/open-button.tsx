// The name in a row that opens its conversation: for the keyboard, too.
import type { ReactNode } from 'react';
import classes from './open-button.module.css';

interface OpenButtonProps {
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

export function OpenButton({ onOpen, children }: OpenButtonProps) {
  return (
    <button type="button" className={classes.open} onClick={onOpen}>
      {children}
    </button>
  );
}
