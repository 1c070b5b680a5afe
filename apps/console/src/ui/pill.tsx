// A small label in one of a few tones, each pair of colours chosen for AA contrast in light and dark.
import type { ReactNode } from 'react';
import classes from './pill.module.css';

export type Tone = 'brand' | 'green' | 'amber' | 'red' | 'gray';

interface PillProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}

export function Pill({ tone, children, title }: PillProps) {
  return (
    <span className={classes.pill} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
