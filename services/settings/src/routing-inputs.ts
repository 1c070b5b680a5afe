// What routing must know of a change, with everything resolved: it never looks a setting up.
import type { RoutingInput } from '@frontdesk/contracts';
import { unreachable } from '@frontdesk/kernel';
import type { OfferSetting, SettingsEvent, SubmissionDocument } from '@frontdesk/settings';
import type { OpenState } from './hours-state.js';
import type { WorkspaceSettings } from './workspace-settings.js';

type GroupConfigured = Extract<RoutingInput, { type: 'group_configured' }>;

/** `after`: the settings with the event in them; `hours`: as they are at its instant. */
export function routingInputs(
  event: SettingsEvent,
  after: WorkspaceSettings,
  hours: OpenState,
): readonly RoutingInput[] {
  if (event.type === 'settings.document_removed') {
    const { kind, id } = event.data;
    return kind === 'agents'
      ? [{ type: 'agent_removed', data: { agentId: id } }]
      : [{ type: 'group_removed', data: { groupId: id } }];
  }
  const groupIds = [...after.groups.keys()].sort();
  const saved = event.data;
  switch (saved.kind) {
    case 'agents': {
      const { limit, groupIds } = saved.document;
      return [{ type: 'agent_configured', data: { agentId: saved.id, limit, groupIds } }];
    }
    case 'groups':
      return [groupConfigured(saved.id, after), groupHours(saved.id, hours)];
    case 'queue':
    case 'submission':
      return groupIds.map((groupId) => groupConfigured(groupId, after));
    case 'hours':
      return groupIds.map((groupId) => groupHours(groupId, hours));
    case 'strategy': {
      const { method, directReturnMinutes } = saved.document;
      const directReturnMs = directReturnMinutes * 60_000;
      return [{ type: 'strategy_configured', data: { settingsVersion: after.version, method, directReturnMs } }];
    }
    default:
      return unreachable(saved);
  }
}

export const groupHours = (groupId: string, { open, nextChangeAt }: OpenState): RoutingInput => ({
  type: 'group_hours',
  data: { groupId, open, until: nextChangeAt },
});

function groupConfigured(groupId: string, { version, queue, submission }: WorkspaceSettings): GroupConfigured {
  const { enabled, maxLength, maxWaitSeconds, abandonAfterSeconds } = queue;
  const maxWaitMs = maxWaitSeconds === null ? null : maxWaitSeconds * 1000;
  return {
    type: 'group_configured',
    data: {
      groupId,
      settingsVersion: version,
      queue: { enabled, maxLength, maxWaitMs, abandonAfterMs: abandonAfterSeconds * 1000 },
      consequences: {
        full: consequence(submission, submission.queueFull),
        timeout: consequence(submission, submission.queueTimeout),
        outOfHours: consequence(submission, submission.outOfHours),
        // With the switch off, visitors wait although nobody is online: somebody may still come.
        nobodyOnline: submission.nobodyOnline.enabled ? consequence(submission, submission.nobodyOnline) : 'queue',
      },
    },
  };
}

const consequence = (all: SubmissionDocument, one: OfferSetting): 'submission' | 'message' =>
  all.enabled && one.enabled ? 'submission' : 'message';
