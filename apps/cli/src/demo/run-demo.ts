// Visitors who come when it suits them (Poisson, by seed), and agents who answer; prints what happens.
import { Dice } from '../dice.js';
import type { Terminal } from '../terminal/terminal.js';
import { Agent } from './agent.js';
import { Api, Refused } from './api.js';
import { pause } from './mailbox.js';
import { Tally } from './tally.js';
import { Visitor } from './visitor.js';

export interface DemoOptions {
  readonly url: string;
  readonly perMs: number;
  readonly patienceMs: number;
  readonly number: number;
  readonly seed: number;
  readonly agents: boolean;
}

const AGENTS = ['ana', 'ben'] as const;
/** Seeds of visitors lie apart, so that each one's choices are the same whatever the others do. */
const APART = 7_919;

export async function runDemo(options: DemoOptions, terminal: Terminal, over: AbortSignal): Promise<Tally> {
  const api = new Api(options.url.replace(/\/$/, ''));
  const dice = new Dice(options.seed);
  const tell = (who: string, what: string): void => {
    const time = new Date().toISOString().slice(11, 19);
    void terminal.print(`${terminal.paint('dim', time)}  ${terminal.paint('bold', who.padEnd(9))}  ${what}`);
  };
  const subs = options.agents ? AGENTS : [];
  const agents = await Promise.all(
    subs.map((sub, i) => Agent.arrive({ api, sub, over, tell, dice: new Dice(options.seed - 1 - i) })),
  );
  const tally = new Tally();
  const visits: Promise<void>[] = [];
  for (let number = 1; number <= options.number && !over.aborted; number++) {
    // Times between arrivals are exponential.
    if (number > 1 && !(await pause(-Math.log(1 - dice.next()) / options.perMs, over))) break;
    const of = new Dice(options.seed + number * APART);
    const visitor = new Visitor({ api, number, over, tell, dice: of, patienceMs: options.patienceMs });
    visits.push(visit(visitor, number, tally, tell));
  }
  await Promise.all(visits);
  await Promise.all(agents.map((agent) => agent.leave()));
  return tally;
}

async function visit(
  visitor: Visitor,
  number: number,
  tally: Tally,
  tell: (who: string, what: string) => void,
): Promise<void> {
  try {
    const fate = await visitor.live();
    tally.add(fate, visitor.waitedMs);
  } catch (error) {
    const why = error instanceof Refused ? `${error.code}: ${error.message}` : String(error);
    tell(`#${number}`, `could not go on: ${why}`);
    tally.add('failed', visitor.waitedMs);
  }
}
