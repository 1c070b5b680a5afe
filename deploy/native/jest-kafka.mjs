// Jest's global setup where specs start Kafka: what has to be installed is, before any test's time begins to run.
import { installKafka } from './kafka/install.mjs';

export default () => void installKafka((line) => process.stderr.write(`${line}\n`));
