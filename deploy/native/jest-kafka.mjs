// Jest's global setup where specs start Kafka: what has to be installed is, before any test's time begins to run.
import { prepareKafka } from './kafka.mjs';
import { prepareServers } from './servers.mjs';

export default () => prepareServers(prepareKafka);
