// Live with a queue, or asynchronously with a pool of what nobody has yet (B1, I1): for the workspace, and otherwise for
// single channels and groups. All of it stands in one document, so that a switch is one change and one decision.
import { members, named, oneOf, orNull, text, whole } from './check.js';
import { identifier } from './identifier.js';
import { language } from './language.js';

/** /v1/settings/mode. What a routing rule says comes first, then the channel, then the group, then the workspace. */
export interface ModeDocument {
  readonly mode: Mode;
  /** Channels and groups that are otherwise than the workspace, by id. */
  readonly channels: Readonly<Record<string, Mode>>;
  readonly groups: Readonly<Record<string, Mode>>;
  /** `all`: the pool is given out whatever an agent's status says, but never over their limit. */
  readonly assignAmong: 'online' | 'all';
  /** Who of the pool is given out first: the longest here, the highest priority, or whoever wrote last. */
  readonly poolOrder: 'oldest' | 'priority' | 'last_message';
  /** So long a conversation may be without an agent, then it ends; null: for ever. */
  readonly unassignedTimeoutSeconds: number | null;
  /** What visitors read, by language. An empty text, or no language of theirs: the widget's own words. */
  readonly messages: Readonly<Record<string, PoolMessages>>;
}

export type Mode = 'real_time' | 'asynchronous';

export interface PoolMessages {
  /** While nobody has it. */
  readonly pooled: string;
  /** When it has ended because nobody took it. */
  readonly timedOut: string;
}

const MONTH = 2_592_000;
const MOST = 1000;

const mode = oneOf('real_time', 'asynchronous');
const words = text(0, 2000);

export const modeCheck = members({
  mode,
  channels: named(identifier, mode, MOST),
  groups: named(identifier, mode, MOST),
  assignAmong: oneOf('online', 'all'),
  poolOrder: oneOf('oldest', 'priority', 'last_message'),
  unassignedTimeoutSeconds: orNull(whole(1, MONTH)),
  messages: named(language, members({ pooled: words, timedOut: words }), 50),
});
