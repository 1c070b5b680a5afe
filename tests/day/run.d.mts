// What run.mjs offers to specs.
export interface DayReport {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly arrivals: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly remainder: number;
  readonly decisions: number;
}

export function liveADay(options: {
  seed: number;
  agents: number;
  visitors: number;
  hours: number;
  speed: number;
  visits?: number;
  say?: (line: string) => void;
}): Promise<DayReport>;

export function pageOf(report: DayReport): string;
