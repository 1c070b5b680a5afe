// PostgreSQL refuses to run as root. This finds a way to run it as somebody else without asking for a new user.
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

export interface RunAs {
  readonly how: 'self' | 'setuid' | 'userns' | 'caps';
  readonly wrap: (command: string, args: readonly string[]) => Launch;
  /** Creates the folder, or hands an existing one over, so that this way of running may use it. */
  readonly prepare: () => void;
}

/** `nobody`: initdb wants a uid that has an entry in the passwd file, and this one always has. */
const NOBODY = 65534;
const USER_NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
const CAPABILITIES = [
  `--reuid=${NOBODY}`,
  `--regid=${NOBODY}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

export function runAs(postgres: string, dir: string): RunAs {
  if (process.getuid?.() !== 0) return { how: 'self', wrap: plain, prepare: () => own(dir, undefined) };
  mkdirSync(dirname(dir), { recursive: true });
  const found = ways(postgres, dir).find((way) => way.works());
  if (found) return found.runAs;
  throw new Error(
    `PostgreSQL does not run as root, and user "nobody" cannot reach ${postgres} or ${dir}. ` +
      'Move the project out of a folder that only root may enter, run as an ordinary user, or set DATABASE_URL.',
  );
}

interface Way {
  readonly runAs: RunAs;
  readonly works: () => boolean;
}

/** The plainest way first; the later ones reach into folders closed to others, such as a home of mode 0700. */
function ways(postgres: string, dir: string): Way[] {
  const ids = { uid: NOBODY, gid: NOBODY };
  const all: Way[] = [
    {
      runAs: {
        how: 'setuid',
        wrap: (command, args) => ({ command, args, ids }),
        prepare: () => own(dir, NOBODY),
      },
      works: () => succeeds(postgres, ['--version'], ids) && succeeds('test', ['-x', dirname(dir)], ids),
    },
    {
      runAs: {
        how: 'userns',
        wrap: (command, args) => ({ command: 'unshare', args: [...USER_NAMESPACE, command, ...args], ids: {} }),
        prepare: () => own(dir, 0),
      },
      works: () => succeeds('unshare', [...USER_NAMESPACE, postgres, '--version'], {}),
    },
    {
      runAs: {
        how: 'caps',
        wrap: (command, args) => ({ command: 'setpriv', args: [...CAPABILITIES, command, ...args], ids: {} }),
        prepare: () => own(dir, NOBODY),
      },
      works: () => succeeds('setpriv', [...CAPABILITIES, postgres, '--version'], {}),
    },
  ];
  const forced = process.env['EMBEDDED_PG_ROOT'];
  return forced ? all.filter((way) => way.runAs.how === forced) : all;
}

const plain = (command: string, args: readonly string[]): Launch => ({ command, args, ids: {} });

const succeeds = (command: string, args: readonly string[], ids: Launch['ids']): boolean =>
  spawnSync(command, args, { ...ids, cwd: '/', stdio: 'ignore' }).status === 0;

/** The way may change between two starts (the project was moved): then the files change hands too. */
function own(dir: string, uid: number | undefined): void {
  if (!existsSync(dir)) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    if (uid !== undefined) chownSync(dir, uid, uid);
  } else if (uid !== undefined && statSync(dir).uid !== uid) {
    spawnSync('chown', ['-R', `${uid}:${uid}`, dir]);
  }
}
