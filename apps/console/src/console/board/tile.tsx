// One number that matters, with a colour that says whether it is good.
import type { CSSProperties, ReactNode } from 'react';
import type { Tone } from '../../ui/pill';
import classes from './board.module.css';

interface TileProps {
  readonly label: string;
  readonly tone: Tone;
  readonly children: ReactNode;
}

export function Tile({ label, tone, children }: TileProps) {
  return (
    <div className={classes.tile} style={{ '--tone': `var(--fd-${tone})` } as CSSProperties}>
      <div className={classes.tileLabel}>{label}</div>
      <div className={classes.tileValue}>{children}</div>
    </div>
  );
}
