// One test's people in a workspace of their own, so that no test finds what another has left.
import type { Principal, Role, RoutingEvent } from '@frontdesk/contracts';
import type { StoredRecord } from '@frontdesk/journal';
import type { PresenceSettingsDocument } from '../presence-settings.js';
import { principal, type Answer, type PresenceWorld } from './presence-world.js';

export class Scene {
  private static count = 0;
  workspace = '';
  ana!: Principal;
  sue!: Principal;
  vera!: Principal;

  constructor(private readonly world: PresenceWorld) {}

  begin(): void {
    this.workspace = `w${++Scene.count}`;
    this.ana = this.person('ana', 'agent');
    this.sue = this.person('sue', 'supervisor');
    this.vera = this.person('vera', 'visitor');
  }

  /** With an agent who is online, by one connection. */
  async beginOnline(): Promise<void> {
    this.begin();
    await this.world.connections.opened(this.ana, 'a1');
    await this.choose('online');
  }

  person(id: string, role: Role): Principal {
    return principal(id, role, this.workspace);
  }

  choose(status: string, more: object = {}, who = this.ana): Promise<Answer> {
    return this.world.call('PUT', '/me', who, { status, ...more });
  }

  async mine(who = this.ana): Promise<Answer['body']> {
    return (await this.world.call('GET', '/me', who)).body;
  }

  /** What routing was told, in order: records of `assignment.inputs`. */
  inputs(): Promise<readonly StoredRecord[]> {
    return this.world.inputs(this.workspace);
  }

  /** The same in short: who, and as what. */
  async told(): Promise<string[]> {
    return (await this.inputs()).map(({ type, body }) => {
      const { agentId, visitorId, status } = JSON.parse(body) as Record<string, string>;
      return `${agentId ?? visitorId} ${status ?? type}`;
    });
  }

  /** The facts of one agent, in order. */
  facts(agentId: string): Promise<readonly StoredRecord[]> {
    return this.world.ports.journal.readStream(this.workspace, `agent/${agentId}`);
  }

  /** The settings say what they were set to, and presence has heard it. */
  settle(document: Partial<PresenceSettingsDocument>, version = 1): Promise<void> {
    const whole = { statuses: [], approval: false, idleBusyMinutes: null, ...document };
    const rest = { graceSeconds: 30, agentLost: 'keep' };
    return this.saved('presence', { ...whole, ...rest }, version);
  }

  /** A document of the settings, of any kind. */
  saved(kind: string, document: unknown, version = 1): Promise<void> {
    const data = { kind, id: null, version, document };
    return this.world.say('settings', 'settings.events', 'settings.document_saved', this.workspace, data);
  }

  /** Routing decides, and presence has heard it. */
  decide(...events: readonly RoutingEvent[]): Promise<void> {
    const data = { input: { type: 'tick', data: {} }, events };
    return this.world.say('assignment-queue', 'assignment.decisions', 'assignment.decided', this.workspace, data);
  }
}
