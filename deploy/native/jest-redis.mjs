// Jest's global setup where specs start Redis: what has to be installed is, before any test's time begins to run.
import { prepare } from './prepare.mjs';
import { prepareServers } from './servers.mjs';

export default () => prepareServers((say) => prepare(['redis'], say));
