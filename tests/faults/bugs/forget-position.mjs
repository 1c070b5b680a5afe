// An engine that does not remember how far it has come: its position does not go with its decisions, and what is
// delivered twice is decided twice.
import { DecisionWriter } from '../../../libs/engine/dist/decision-writer.js';
import { LaneWorker } from '../../../libs/engine/dist/lane-worker.js';

const { commit } = DecisionWriter.prototype;

DecisionWriter.prototype.commit = function () {
  return commit.call(this, []);
};

LaneWorker.prototype.split = function (taken, room) {
  const later = taken.records.slice(room);
  return { fresh: taken.records.slice(0, room), rest: later.length === 0 ? null : { ...taken, records: later } };
};

await import('../../../services/assignment-queue/dist/main.js');
