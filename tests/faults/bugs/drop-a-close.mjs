// A close that the engine passes over: its position moves on, its agent's slot is never given back.
import { DecisionWriter } from '../../../libs/engine/dist/decision-writer.js';

const EVERY = 10;
const { decide } = DecisionWriter.prototype;
let closes = 0;

DecisionWriter.prototype.decide = function (pending, at) {
  if (pending.input.type === 'conversation_closed' && ++closes % EVERY === 0) return true;
  return decide.call(this, pending, at);
};

await import('../../../services/assignment-queue/dist/main.js');
