// Hands for tests: clocks that go as told, ids that count, a core small enough to see through.
export { CounterCore, type Counter, type CounterEvent, type CounterInput } from './counter-core.js';
export { countingIds, HandClock } from './hand-clock.js';
export { MovingClock } from './moving-clock.js';
