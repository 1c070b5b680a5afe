// Routing in the shape that a lane worker drives.
import { evolve } from './evolve.js';
import { copyOf, fromSnapshot, toSnapshot } from './snapshot.js';
import { createRouting, RULE_VERSION, SNAPSHOT_VERSION } from './state.js';
import { nextDeadline, step } from './step.js';

export const routingCore = {
  ruleVersion: RULE_VERSION,
  snapshotVersion: SNAPSHOT_VERSION,
  create: createRouting,
  step,
  evolve,
  nextDeadline,
  toSnapshot,
  copyOf,
  fromSnapshot,
};
