// What the opening hours come to: now, or at any instant, with what makes them so.
import type { HoursExplained, HoursState, Principal } from '@frontdesk/contracts';
import {
  Answers,
  CurrentPrincipal,
  notFound,
  PORTS,
  ProblemException,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import type { Instant } from '@frontdesk/kernel';
import type { HoursDocument } from '@frontdesk/settings';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiQuery, ApiTags, ApiOperation } from '@nestjs/swagger';
import { hoursSentence } from './hours-sentence.js';
import { hoursState } from './hours-state.js';
import { instantIn, localTime } from './local-time.js';
import { loadWorkspace } from './workspace-settings.js';

interface FoundHours {
  readonly hours: HoursDocument;
  /** The group has hours of its own. */
  readonly own: boolean;
}

@ApiTags('settings')
@Controller('v1/settings/hours')
export class HoursController {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** Open now? Until when? Of a group, or of the workspace. Before anybody has saved hours: always open. */
  @Get('state')
  @Requires('settings.read')
  @Answers('HoursState')
  @ApiQuery({ name: 'groupId', required: false, type: String })
  @ApiOperation({ summary: 'Open now? Until when?' })
  async state(@CurrentPrincipal() who: Principal, @Query('groupId') groupId?: string): Promise<HoursState> {
    const { hours } = await this.find(who, groupId);
    const { open, reason, name, nextChangeAt } = hoursState(hours, this.ports.clock.now());
    return { open, reason, ...(name === null ? {} : { name }), nextChangeAt: isoOf(nextChangeAt) };
  }

  /** Open then? Why? Until when? `at` with an offset is that instant, without one a clock on the wall there. */
  @Get('explain')
  @Requires('settings.read')
  @Answers('HoursExplained')
  @ApiQuery({ name: 'at', required: false, type: String, description: '2026-12-24T15:00 there, or with an offset.' })
  @ApiQuery({ name: 'group', required: false, type: String, description: 'Left out: the workspace.' })
  @ApiOperation({ summary: 'Open at that instant? Why? Until when?' })
  async explain(
    @CurrentPrincipal() who: Principal,
    @Query('at') at?: string,
    @Query('group') groupId?: string,
  ): Promise<HoursExplained> {
    const { hours, own } = await this.find(who, groupId);
    const { timeZone } = hours;
    const then = at === undefined || at === '' ? this.ports.clock.now() : instantIn(at, timeZone);
    if (then === null) throw notATime;
    const { nextChangeAt, ...state } = hoursState(hours, then);
    const explained = {
      ...state,
      ...{ at: new Date(then).toISOString(), localTime: localTime(then, timeZone), timeZone },
      nextChangeAt: isoOf(nextChangeAt),
      nextChangeLocal: nextChangeAt === null ? null : localTime(nextChangeAt, timeZone),
      ...{ groupId: groupId ?? null, own },
    };
    return { ...explained, sentence: hoursSentence(explained) };
  }

  private async find({ workspace }: Principal, groupId: string | undefined): Promise<FoundHours> {
    const { hours, groups } = await loadWorkspace(this.ports.db, workspace);
    if (groupId === undefined || groupId === '') return { hours, own: false };
    const group = groups.get(groupId);
    if (group === undefined) throw notFound('group');
    return { hours: group.hours ?? hours, own: group.hours !== null };
  }
}

const isoOf = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

const HOW = 'Write it like 2026-12-24T15:00 (on the clock there) or 2026-12-24T15:00:00Z.';
const notATime = new ProblemException('invalid_body', `This is no time. ${HOW}`, [
  { pointer: '/at', code: 'not_a_time', message: HOW },
]);
