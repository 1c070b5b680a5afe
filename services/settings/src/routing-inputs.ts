// What routing must know of a change, with everything resolved: it never looks a setting up.
//
// What is switched off is left out, so that the inputs of a workspace that uses none of it are what they always were.
import type { RoutingInput } from '@frontdesk/contracts';
import type {
  GroupDocument,
  NamedDocuments,
  OfferSetting,
  QueueDocument,
  SettingsEvent,
  StrategyDocument,
  SubmissionDocument,
} from '@frontdesk/settings';
import { hoursState, type OpenState } from './hours-state.js';
import type { WorkspaceSettings } from './workspace-settings.js';

type Input<Type extends RoutingInput['type']> = Extract<RoutingInput, { type: Type }>;
type Data<Type extends RoutingInput['type']> = Input<Type>['data'];

/** The settings before and after one fact, and the instant at which hours are read. */
export interface Step {
  readonly event: SettingsEvent;
  readonly before: WorkspaceSettings;
  readonly after: WorkspaceSettings;
  readonly at: number;
}

export function routingInputs({ event, before, after, at }: Step): readonly RoutingInput[] {
  if (event.type === 'settings.document_removed') return ofRemoval(event.data.kind, event.data.id);
  const saved = event.data;
  switch (saved.kind) {
    case 'agents':
      return [agentConfigured(saved.id, after)];
    case 'groups':
      return [
        groupConfigured(saved.id, after),
        groupHours(saved.id, hoursOf(saved.id, after, at)),
        ...regarded(saved.id, before, after).map((id) => agentConfigured(id, after)),
      ];
    case 'queue':
    case 'submission':
      return inheriting(saved.kind, after).map((groupId) => groupConfigured(groupId, after));
    case 'hours':
      return [
        // Before the hours: if they end now, those who wait are owed what is configured now.
        ...inheriting('hours', after)
          .filter((groupId) => closing(groupId, before) !== closing(groupId, after))
          .map((groupId) => groupConfigured(groupId, after)),
        ...inheriting('hours', after).map((groupId) => groupHours(groupId, hoursOf(groupId, after, at))),
      ];
    case 'strategy':
      return [
        strategyConfigured(after),
        // The order of accounts counts for this method alone; until now nobody was told of it.
        ...(usesOrder(after) && !usesOrder(before)
          ? [...after.agents.keys()].sort().map((id) => agentConfigured(id, after))
          : []),
      ];
    case 'mode':
      return [modeConfigured(after)];
    case 'presence':
      return sameLoss(before, after) ? [] : [strategyConfigured(after)];
    default:
      // Rules, channels and words are for those who speak with visitors.
      return [];
  }
}

export const groupHours = (groupId: string, { open, nextChangeAt }: OpenState): Input<'group_hours'> => ({
  type: 'group_hours',
  data: { groupId, open, until: nextChangeAt },
});

/** A group's own hours, or the workspace's. */
export const hoursOf = (groupId: string, { groups, hours }: WorkspaceSettings, at: number): OpenState =>
  hoursState(groups.get(groupId)?.hours ?? hours, at);

/** The groups that have no such document of their own. */
export const inheriting = (what: 'queue' | 'submission' | 'hours', { groups }: WorkspaceSettings): readonly string[] =>
  [...groups]
    .filter(([, group]) => group[what] === null)
    .map(([id]) => id)
    .sort();

function ofRemoval(kind: keyof NamedDocuments, id: string): readonly RoutingInput[] {
  if (kind === 'agents') return [{ type: 'agent_removed', data: { agentId: id } }];
  return kind === 'groups' ? [{ type: 'group_removed', data: { groupId: id } }] : [];
}

/** The agents whose preference in a group has changed. */
function regarded(groupId: string, before: WorkspaceSettings, after: WorkspaceSettings): readonly string[] {
  const was = before.groups.get(groupId)?.members ?? {};
  const is = after.groups.get(groupId)?.members ?? {};
  const named = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return named.filter((id) => (was[id] ?? 1) !== (is[id] ?? 1) && after.agents.has(id)).sort();
}

const usesOrder = ({ strategy }: WorkspaceSettings): boolean => strategy.method === 'round_robin';

function agentConfigured(agentId: string, settings: WorkspaceSettings): Input<'agent_configured'> {
  const { limit = 0, groupIds = [], skills = {}, weights = {} } = settings.agents.get(agentId) ?? {};
  const preference = Object.fromEntries(
    groupIds.map((id) => [id, settings.groups.get(id)?.members[agentId] ?? 1] as const).filter(([, n]) => n !== 1),
  );
  const order = settings.created.get(agentId);
  const data: Data<'agent_configured'> = {
    ...{ agentId, limit, groupIds },
    ...(usesOrder(settings) && order !== undefined ? { order } : {}),
    ...named('preference', preference),
    ...named('skills', skills),
    ...named('weights', weights),
  };
  return { type: 'agent_configured', data };
}

const named = <Name extends string>(name: Name, values: Readonly<Record<string, number>>) =>
  (Object.keys(values).length === 0 ? {} : { [name]: values }) as { [Key in Name]?: Readonly<Record<string, number>> };

function groupConfigured(groupId: string, settings: WorkspaceSettings): Input<'group_configured'> {
  const group = settings.groups.get(groupId);
  const queue = group?.queue ?? settings.queue;
  const data: Data<'group_configured'> = {
    groupId,
    settingsVersion: settings.version,
    queue: queueRules(queue),
    consequences: consequences(queue, group?.submission ?? settings.submission, (group?.hours ?? null) !== null),
    ...(group === undefined || group.overflow.length === 0 ? {} : { overflow: overflowOf(group) }),
    ...closingIn(closing(groupId, settings)),
  };
  return { type: 'group_configured', data };
}

type ClosingTime = Data<'group_configured'>['closing'];

/** Where no submission can be left at all, a message is what remains. */
function closing(groupId: string, settings: WorkspaceSettings): ClosingTime {
  const group = settings.groups.get(groupId);
  const { then } = (group?.hours ?? settings.hours).closing;
  if (then === 'finish') return undefined;
  return (group?.submission ?? settings.submission).enabled ? then : 'message';
}

const closingIn = (then: ClosingTime) => (then === undefined ? {} : { closing: then });

function queueRules(queue: QueueDocument): Data<'group_configured'>['queue'] {
  const { enabled, maxLength, maxWaitSeconds, abandonAfterSeconds, keepWaiting } = queue;
  const { maxPerSlot, reopenAt, warnBeforeSeconds, maxOvertakes } = queue;
  const maxWaitMs = maxWaitSeconds === null ? null : maxWaitSeconds * 1000;
  return {
    ...{ enabled, maxLength, maxWaitMs, abandonAfterMs: abandonAfterSeconds * 1000 },
    ...(maxPerSlot === null ? {} : { maxPerSlot }),
    ...(reopenAt === null ? {} : { reopenAt }),
    ...(maxWaitMs === null || warnBeforeSeconds === null ? {} : { warnBeforeMs: warnBeforeSeconds * 1000 }),
    ...(keepWaiting === 0 ? {} : { keepWaiting }),
    ...(maxOvertakes === null ? {} : { maxOvertakes }),
  };
}

function consequences(
  queue: QueueDocument,
  submission: SubmissionDocument,
  ownHours: boolean,
): Data<'group_configured'>['consequences'] {
  return {
    full: queue.whenFull === 'overflow' ? 'overflow' : consequence(submission, submission.queueFull),
    timeout: queue.whenTimedOut === 'overflow' ? 'overflow' : consequence(submission, submission.queueTimeout),
    // A group that goes by hours of its own is off duty while the house may be open.
    outOfHours: consequence(submission, ownHours ? submission.offDuty : submission.outOfHours),
    // With the switch off, visitors wait although nobody is online: somebody may still come.
    nobodyOnline: submission.nobodyOnline.enabled ? consequence(submission, submission.nobodyOnline) : 'queue',
  };
}

const overflowOf = ({ overflow }: GroupDocument): NonNullable<Data<'group_configured'>['overflow']> =>
  overflow.map(({ groupId, when, afterSeconds }) => ({
    ...{ groupId, when },
    ...(afterSeconds === null ? {} : { afterMs: afterSeconds * 1000 }),
  }));

const consequence = (all: SubmissionDocument, one: OfferSetting): 'submission' | 'message' =>
  all.enabled && one.enabled ? 'submission' : 'message';

const DAY_MS = 86_400_000;

function strategyConfigured({ version, strategy, presence }: WorkspaceSettings): Input<'strategy_configured'> {
  const { method, directReturnMinutes, firstResponseSeconds, rampPerMinute, wrapUpSeconds, offer } = strategy;
  const data: Data<'strategy_configured'> = {
    ...{ settingsVersion: version, method, directReturnMs: directReturnMinutes * 60_000, detailed: true },
    ...familiarityOf(strategy),
    ...(offer.policy === 'offer' ? { offer: { acceptMs: offer.acceptSeconds * 1000 } } : {}),
    ...(firstResponseSeconds === null ? {} : { firstResponseMs: firstResponseSeconds * 1000 }),
    ...(rampPerMinute === null ? {} : { rampPerMinute }),
    ...(wrapUpSeconds === 0 ? {} : { wrapUpMs: wrapUpSeconds * 1000 }),
    ...(presence.agentLost === 'keep'
      ? {}
      : { agentLost: { graceMs: presence.graceSeconds * 1000, then: presence.agentLost } }),
  };
  return { type: 'strategy_configured', data };
}

/** One input for the whole workspace: a switch is one decision (B1). */
function modeConfigured({ version, mode: document }: WorkspaceSettings): Input<'mode_configured'> {
  const { mode, channels, groups, assignAmong, poolOrder, unassignedTimeoutSeconds } = document;
  const timeoutMs = unassignedTimeoutSeconds === null ? null : unassignedTimeoutSeconds * 1000;
  const data: Data<'mode_configured'> = {
    ...{ settingsVersion: version, mode },
    ...(Object.keys(channels).length === 0 ? {} : { channels }),
    ...(Object.keys(groups).length === 0 ? {} : { groups }),
    pool: { among: assignAmong, order: poolOrder, timeoutMs },
  };
  return { type: 'mode_configured', data };
}

function familiarityOf({
  familiarity: { mode, days, waitSeconds },
}: StrategyDocument): Pick<Data<'strategy_configured'>, 'familiarity'> {
  if (mode === 'off') return {};
  const withinMs = days * DAY_MS;
  return { familiarity: mode === 'wait' ? { withinMs, mode, waitMs: waitSeconds * 1000 } : { withinMs, mode } };
}

/** Of the statuses' document routing knows only what becomes of those whose agent is lost. */
const sameLoss = ({ presence: was }: WorkspaceSettings, { presence: is }: WorkspaceSettings): boolean =>
  was.agentLost === is.agentLost && (is.agentLost === 'keep' || was.graceSeconds === is.graceSeconds);
