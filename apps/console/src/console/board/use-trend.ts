// What the board has shown since it was opened: the API knows only now, so the page remembers the last minutes itself.
import type { Board } from '@frontdesk/contracts';
import { useEffect, useState } from 'react';

export interface TrendPoint {
  readonly at: number;
  readonly waiting: number;
  readonly load: number;
}

const EVERY_MS = 5_000;
const KEPT = 240;

/** Outlives the page, so that going to the settings and back does not lose the curve. */
let remembered: readonly TrendPoint[] = [];

export function useTrend(board: Board | undefined): readonly TrendPoint[] {
  const [points, setPoints] = useState(remembered);
  useEffect(() => {
    if (board === undefined) return undefined;
    const take = (): void => {
      const load = board.agents.reduce((sum, agent) => sum + agent.load, 0);
      remembered = [...remembered, { at: Date.now(), waiting: board.waiting, load }].slice(-KEPT);
      setPoints(remembered);
    };
    take();
    const timer = setInterval(take, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [board]);
  return points;
}
