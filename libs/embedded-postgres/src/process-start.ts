// When a process started, as far as the system tells: a pid alone may have been given to somebody else.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** An opaque text that stays equal for the life of a process; undefined where the system does not say. */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') return linux(pid);
  if (process.platform === 'win32') return undefined;
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() || undefined : undefined;
}

function linux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in parentheses and may hold blanks; field 22 of the whole is the start in ticks.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks ?? ''}`;
  } catch {
    return undefined;
  }
}
