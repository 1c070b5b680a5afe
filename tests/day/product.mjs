// The product in a process of its own, on the fast clock of its environment; it trusts one issuer more, so that any
// number of agents can sign in. Says its address to its parent, and stops when told.
import { readConfig, startEmbedded } from '@frontdesk/runtime';
import { prepareDemo, services } from '@frontdesk/all-in-one';

const issuer = JSON.parse(process.argv[2]);

/** A service that only vouches for the day's staff. */
const staffOffice = {
  name: 'staff-office',
  entities: [],
  migrations: [],
  consumes: {},
  module: (ports) => {
    ports.trustIssuer(issuer);
    return { module: class StaffOffice {} };
  },
};

const running = await startEmbedded(readConfig(process.env), [...services, staffOffice]);
await prepareDemo(running.app);
const stop = async () => {
  await running.stop();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('disconnect', stop);
process.send({ url: running.url });
