// What the opening hours come to right now.
import type { HoursState, Principal } from '@frontdesk/contracts';
import { CurrentPrincipal, notFound, PORTS, Requires, type ServicePorts } from '@frontdesk/nest';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { hoursState } from './hours-state.js';
import { loadWorkspace } from './workspace-settings.js';

@ApiTags('settings')
@Controller('v1/settings/hours')
export class HoursController {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** Open now? Until when? Of a group, or of the workspace. Before anybody has saved hours: always open. */
  @Get('state')
  @Requires('settings.read')
  @ApiQuery({ name: 'groupId', required: false, type: String })
  async state(@CurrentPrincipal() who: Principal, @Query('groupId') groupId?: string): Promise<HoursState> {
    const { hours, groups } = await loadWorkspace(this.ports.db, who.workspace);
    const group = groupId === undefined ? null : groups.get(groupId);
    if (group === undefined) throw notFound('group');
    const { open, reason, nextChangeAt } = hoursState(group?.hours ?? hours, this.ports.clock.now());
    return { open, reason, nextChangeAt: nextChangeAt === null ? null : new Date(nextChangeAt).toISOString() };
  }
}
