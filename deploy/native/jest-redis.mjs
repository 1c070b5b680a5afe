// Jest's global setup where specs start Redis: what has to be installed is, before any test's time begins to run.
import { prepare } from './prepare.mjs';

export default () => prepare(['redis'], (line) => process.stderr.write(`${line}\n`));
