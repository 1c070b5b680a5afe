// A group of agents with one skill or purpose (B2). Who is in it stands with the agents; here stands who is asked first,
// where visitors go when nobody can take them (B5), and what the group does otherwise than its workspace.
import { fault, inTurn, listOf, memberOf, members, named, oneOf, orNull, text, whole, type Check } from './check.js';
import type { Given } from './given.js';
import { completeHours, hoursCheck, type GivenHours, type HoursDocument } from './hours.js';
import { identifier } from './identifier.js';
import { completeQueue, queueCheck, type GivenQueue, type QueueDocument } from './queue.js';
import { completeSubmission, submissionCheck, type GivenSubmission, type SubmissionDocument } from './submission.js';
import { webAddress } from './web-address.js';

/** /v1/settings/groups/{id} */
export interface GroupDocument {
  readonly name: string;
  readonly guide: string;
  /** An https address; null: the group's initials. */
  readonly picture: string | null;
  /** Order of preference by agent: 1 is asked first, equals are chosen among by the strategy. Not named: 1. */
  readonly members: Readonly<Record<string, number>>;
  /** Tried in this order. */
  readonly overflow: readonly Overflow[];
  /** null: the workspace's. */
  readonly queue: QueueDocument | null;
  readonly submission: SubmissionDocument | null;
  readonly hours: HoursDocument | null;
}

/** To `groupId` if `when` holds; `waited`: once `afterSeconds` have passed in this queue. */
export interface Overflow {
  readonly groupId: string;
  readonly when: 'no_agent_online' | 'all_full' | 'off_duty' | 'waited' | 'any';
  /** Of `waited` alone, else null. */
  readonly afterSeconds: number | null;
}

type Grown = 'picture' | 'members' | 'overflow' | 'queue' | 'submission' | 'hours';

export type GivenGroup = Omit<Given<GroupDocument, Grown>, 'queue' | 'submission' | 'hours'> & {
  readonly queue?: GivenQueue | null;
  readonly submission?: GivenSubmission | null;
  readonly hours?: GivenHours | null;
};

const DAY = 86_400;

const link = members({
  groupId: identifier,
  when: oneOf('no_agent_online', 'all_full', 'off_duty', 'waited', 'any'),
  afterSeconds: orNull(whole(1, DAY)),
});

const timed: Check = (value, pointer) => {
  const { when, afterSeconds } = value as Overflow;
  const at = memberOf(pointer, 'afterSeconds');
  if (when === 'waited' && afterSeconds === null) return fault(at, 'missing', 'says after how many seconds');
  return when !== 'waited' && afterSeconds !== null ? fault(at, 'not_timed', 'must be null unless when is waited') : [];
};

/** The same target for the same reason twice would never be reached the second time. */
const apart: Check = (value, pointer) => {
  const links = (value as readonly Overflow[]).map(({ groupId, when }) => `${groupId} ${when}`);
  return links.flatMap((one, index) =>
    links.indexOf(one) < index ? fault(memberOf(pointer, index), 'duplicate', 'stands here twice') : [],
  );
};

export const groupCheck = members(
  { name: text(1, 200), guide: text(0, 2000) },
  {
    picture: orNull(webAddress),
    members: named(identifier, whole(1, 100), 1000),
    overflow: inTurn(listOf(inTurn(link, timed), 20), apart),
    queue: orNull(queueCheck),
    submission: orNull(submissionCheck),
    hours: orNull(hoursCheck),
  },
);

export function completeGroup({ queue = null, submission = null, hours = null, ...given }: GivenGroup): GroupDocument {
  return {
    picture: null,
    members: {},
    overflow: [],
    ...given,
    queue: queue === null ? null : completeQueue(queue),
    submission: submission === null ? null : completeSubmission(submission),
    hours: hours === null ? null : completeHours(hours),
  };
}
