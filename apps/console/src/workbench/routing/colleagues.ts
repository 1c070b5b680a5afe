// To whom something may be handed, those who can take it at once before the others.
import type { AgentPresence, CustomStatusName, EffectiveStatus } from '@frontdesk/contracts';

export interface Colleague {
  readonly agentId: string;
  readonly name: string;
  readonly status: EffectiveStatus;
  readonly custom: CustomStatusName | null;
}

const RANK: Readonly<Record<EffectiveStatus, number>> = { online: 0, busy: 1, offline: 2 };

interface Named {
  readonly id: string | null;
  readonly document: { readonly name: string };
}

/** Whoever has never been here is offline. */
export function colleaguesOf(agents: readonly Named[], presence: readonly AgentPresence[]): readonly Colleague[] {
  const known = new Map(presence.map((one) => [one.agentId, one]));
  return agents
    .map(({ id, document }): Colleague => {
      const agentId = id ?? '';
      const seen = known.get(agentId);
      return {
        ...{ agentId, name: document.name },
        ...{ status: seen?.effective ?? 'offline', custom: seen?.effectiveCustom ?? null },
      };
    })
    .sort((a, b) => RANK[a.status] - RANK[b.status] || a.name.localeCompare(b.name));
}
