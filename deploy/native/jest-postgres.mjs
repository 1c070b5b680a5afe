// Jest's global setup where specs start a PostgreSQL that is not the embedded one: its packages are there before any
// test's time begins to run.
import { prepare } from './prepare.mjs';
import { prepareServers } from './servers.mjs';

export default async () => {
  if (!process.env.DATABASE_URL) await prepareServers((say) => prepare(['postgres'], say));
};
