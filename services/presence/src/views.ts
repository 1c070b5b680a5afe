// Rows as the API shows them. Names of custom statuses come from the settings of now: what was removed has none.
import type {
  AgentPresence,
  ConnectionAbout,
  ConnectionView,
  CustomStatusName,
  MyPresence,
  PresenceExplanation,
  PresenceStatuses,
  StatusDurations,
  StatusRequestView,
} from '@frontdesk/contracts';
import type { LeaseStore, LeaseView } from '@frontdesk/lease';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import type { Instant } from '@frontdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LEASES, RESUMED } from './leases.js';
import { PresenceSettings, type PresenceSettingsDocument } from './presence-settings.js';
import { presenceRows, statusRequestRows, type PresenceRow, type StatusRequestRow } from './rows.js';
import { sentenceOf } from './sentence.js';
import { durationsOf } from './spans.js';

@Injectable()
export class PresenceViews {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(LEASES) private readonly leases: LeaseStore,
    @Inject(PresenceSettings) private readonly settings: PresenceSettings,
  ) {}

  async statuses(workspace: string): Promise<PresenceStatuses> {
    const { statuses, approval, idleBusyMinutes } = await this.settings.of(workspace);
    return { data: statuses, approval, idleBusyMinutes };
  }

  async all(workspace: string): Promise<readonly AgentPresence[]> {
    const [rows, requests, settings] = await Promise.all([
      this.rows.find({ where: { workspace, kind: 'agent' }, order: { id: 'ASC' } }),
      this.requestRows.findBy({ workspace }),
      this.settings.of(workspace),
    ]);
    const byAgent = new Map(requests.map((request) => [request.agentId, request]));
    return rows.map((row) => agentOf(row, byAgent.get(row.id) ?? null, settings));
  }

  /** null: has never connected nor chosen. */
  async one(workspace: string, agentId: string): Promise<AgentPresence | null> {
    const [row, request, settings] = await Promise.all([
      this.rows.findOneBy({ workspace, kind: 'agent', id: agentId }),
      this.requestRows.findOneBy({ workspace, agentId }),
      this.settings.of(workspace),
    ]);
    return row === null ? null : agentOf(row, request, settings);
  }

  async mine(workspace: string, agentId: string): Promise<MyPresence> {
    const there = await this.leases.leases({ workspace, kind: 'agent', id: agentId });
    const connections = there.filter(({ connectionId }) => connectionId !== RESUMED).length;
    const own = (await this.one(workspace, agentId)) ?? unknown(agentId, this.ports.clock.now());
    return { ...own, connections };
  }

  async explain(workspace: string, agentId: string): Promise<PresenceExplanation | null> {
    const own = await this.one(workspace, agentId);
    const row = await this.rows.findOneBy({ workspace, kind: 'agent', id: agentId });
    if (own === null || row === null) return null;
    const leases = await this.leases.leases({ workspace, kind: 'agent', id: agentId });
    const connections = leases.map(connectionOf);
    return { ...own, cause: row.cause, connections, sentence: sentenceOf(own, row.cause, connections) };
  }

  async requests(workspace: string): Promise<readonly StatusRequestView[]> {
    const rows = await this.requestRows.find({ where: { workspace }, order: { requestedAt: 'ASC', agentId: 'ASC' } });
    const settings = await this.settings.of(workspace);
    return rows.map((row) => requestOf(row, settings));
  }

  async durations(workspace: string, agentId: string, from: Instant, until: Instant): Promise<StatusDurations> {
    const to = Math.max(from, Math.min(until, this.ports.clock.now()));
    const settings = await this.settings.of(workspace);
    const sums = await durationsOf(this.ports.db, workspace, agentId, from, to);
    const data = sums
      .filter(({ ms }) => ms > 0)
      .map(({ status, custom, ms }) => ({ status, custom: nameOf(custom, settings), ms }));
    return { agentId, from: iso(from), to: iso(to), data };
  }

  private get rows() {
    return this.ports.db.getRepository(presenceRows);
  }

  private get requestRows() {
    return this.ports.db.getRepository(statusRequestRows);
  }
}

const iso = (at: Instant): string => new Date(at).toISOString();

function nameOf(id: string | null, { statuses }: PresenceSettingsDocument): CustomStatusName | null {
  return id === null ? null : { id, name: statuses.find((each) => each.id === id)?.name ?? null };
}

function agentOf(
  row: PresenceRow,
  request: StatusRequestRow | null,
  settings: PresenceSettingsDocument,
): AgentPresence {
  const { id, intent, intentCustom, effective, effectiveCustom, since, idle, pendingStatus, pendingCustom } = row;
  return {
    agentId: id,
    intent: intent ?? 'offline',
    intentCustom: nameOf(intentCustom, settings),
    effective,
    effectiveCustom: nameOf(effectiveCustom, settings),
    since: since.toISOString(),
    idle,
    pending: pendingStatus === null ? null : { status: pendingStatus, custom: nameOf(pendingCustom, settings) },
    request: request === null ? null : requestOf(request, settings),
  };
}

function requestOf(row: StatusRequestRow, settings: PresenceSettingsDocument): StatusRequestView {
  const { requestId, agentId, status, custom, afterChat, requestedAt, until } = row;
  const times = { requestedAt: requestedAt.toISOString(), until: until.toISOString() };
  return { requestId, agentId, status, custom: nameOf(custom, settings), afterChat, ...times };
}

const unknown = (agentId: string, now: Instant): AgentPresence => ({
  ...{ agentId, intent: 'offline', intentCustom: null, effective: 'offline', effectiveCustom: null, since: iso(now) },
  ...{ idle: false, pending: null, request: null },
});

function connectionOf(lease: LeaseView): ConnectionView {
  const { connectionId, openedAt, lastBeatAt, lastActiveAt, expiresAt, epoch, about } = lease;
  return {
    ...{ connectionId, about: about === '' ? null : (JSON.parse(about) as ConnectionAbout), epoch },
    ...{ since: iso(openedAt), lastBeatAt: iso(lastBeatAt), lastActiveAt: iso(lastActiveAt) },
    expiresAt: iso(expiresAt),
  };
}
