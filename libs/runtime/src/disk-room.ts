// Whether the data folder has room: a database that can write nothing more still answers questions.
import { statfs } from 'node:fs/promises';
import type { ReadinessCheck } from '@frontdesk/nest';

/** Two files of the database's log of changes: below that it may stop at any moment. */
const LEAST_MIB = 32;

export const diskRoom = (dir: string): ReadinessCheck => ({
  name: 'disk',
  check: async () => {
    const { bavail, bsize } = await statfs(dir);
    const mib = Math.floor((bavail * bsize) / 2 ** 20);
    return mib < LEAST_MIB ? `only ${mib} MiB are left for ${dir}; make room` : null;
  },
});
