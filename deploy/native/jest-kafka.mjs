// Jest's global setup where specs start Kafka: what has to be installed is, before any test's time begins to run.
import { installKafka } from './kafka/install.mjs';
import { prepareServers } from './servers.mjs';

export default () => prepareServers(installKafka);
