// Every method by its name.
import type { Method } from '../settings.js';
import type { MethodRules } from './burden.js';
import { leastLoaded } from './least-loaded.js';
import { longestIdle } from './longest-idle.js';
import { roundRobin } from './round-robin.js';
import { saturation } from './saturation.js';

const METHODS: Readonly<Record<Method, MethodRules>> = {
  saturation,
  round_robin: roundRobin,
  least_loaded: leastLoaded,
  longest_idle: longestIdle,
};

export const methodRules = (method: Method): MethodRules => METHODS[method];
