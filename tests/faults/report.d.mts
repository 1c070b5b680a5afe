// What report.mjs offers to specs.
import type { FaultReport } from './run.mjs';

export function pageOf(report: FaultReport): string;
export function shortfalls(report: FaultReport): readonly string[];
