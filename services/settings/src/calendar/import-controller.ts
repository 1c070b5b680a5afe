// Holidays from a calendar (H1): what an iCalendar text would change of a schedule, and the change itself.
import type { HoursImport, Principal } from '@frontdesk/contracts';
import {
  Answers,
  CurrentPrincipal,
  notFound,
  PORTS,
  ProblemException,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import type { FieldError } from '@frontdesk/kernel';
import {
  documentFaults,
  importOverrides,
  type HoursDocument,
  type ImportedOverrides,
  type SettingsCommand,
} from '@frontdesk/settings';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags, ApiOperation } from '@nestjs/swagger';
import { ImportBody } from '../bodies.js';
import { SettingsChanges } from '../changes.js';
import { HttpExchange, seenVersion, type Exchange } from '../conditions.js';
import { authorOf } from '../document-routes.js';
import { localTime } from '../local-time.js';
import { loadWorkspace, streamOf, type WorkspaceSettings } from '../workspace-settings.js';
import { readCalendar, type CalendarEntry } from './calendar-entries.js';
import { importedEntries } from './closed-overrides.js';

interface Imported extends ImportedOverrides {
  readonly notes: HoursImport['notes'];
}

@ApiTags('settings')
@Controller('v1/settings/hours')
export class HoursImportController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SettingsChanges) private readonly changes: SettingsChanges,
  ) {}

  /**
   * Entries replace what was imported of them before, by UID; what was made by hand stays, so no version has to be
   * seen: If-Match is obeyed where it is sent. `dryRun` changes nothing. A body of `text/calendar` is the calendar alone;
   * the rest stands in the query then.
   */
  @Post('import')
  @HttpCode(200)
  @Requires('settings.write')
  @Answers('HoursImport')
  @ApiConsumes('application/json', 'text/calendar')
  @ApiBody({ type: ImportBody })
  @ApiOperation({ summary: 'Take holidays over from an iCalendar text, or say what that would change' })
  async import(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Body() { calendar, groupId, dryRun = false, reason }: ImportBody,
  ): Promise<HoursImport> {
    const id = groupId ?? null;
    const seen = exchange.ifMatch === undefined ? null : seenVersion(exchange);
    if (dryRun) {
      const settings = await loadWorkspace(this.ports.db, who.workspace);
      return answerFor(this.imported(settings, id, calendar), settings, id, true);
    }
    let imported: Imported | null = null;
    const after = await this.changes.run(authorOf(who, exchange), (settings) => {
      imported = this.imported(settings, id, calendar);
      const { added, changed, removed } = imported;
      if (added.length + changed.length + removed.length === 0 && seen === null) return [];
      return [commandFor(settings, id, imported, seen ?? versionOf(settings, id), reason)];
    });
    return answerFor(imported ?? this.imported(after, id, calendar), after, id, false);
  }

  private imported(settings: WorkspaceSettings, groupId: string | null, calendar: string): Imported {
    const hours = hoursIn(settings, groupId);
    const { timeZone } = hours;
    const year = Number(localTime(this.ports.clock.now(), timeZone).slice(0, 4));
    const { entries, faults } = readCalendar(calendar, { timeZone, year });
    if (faults.length > 0) throw refused(faults);
    const found = importOverrides(hours.overrides, importedEntries(ofThisYear(entries, year), hours));
    const tooMany = documentFaults('hours', { ...hours, overrides: found.overrides });
    if (tooMany.length > 0)
      throw refused(tooMany.map(({ code, message }) => ({ pointer: '/calendar', code, message })));
    return { ...found, notes: entries.flatMap(({ uid, note }) => (note === null ? [] : [{ uid, note }])) };
  }
}

/** What was over before this year is no row of a schedule. */
const ofThisYear = (entries: readonly CalendarEntry[], year: number): readonly CalendarEntry[] =>
  entries.map((entry) => ({
    ...entry,
    closed: entry.closed.filter((one) => one.kind === 'time' || one.yearly || Number(one.to.slice(0, 4)) >= year),
  }));

/** @throws ProblemException not_found, and invalid_body for a group that has the workspace's hours */
function hoursIn({ hours, groups }: WorkspaceSettings, groupId: string | null): HoursDocument {
  if (groupId === null) return hours;
  const group = groups.get(groupId);
  if (group === undefined) throw notFound('group');
  if (group.hours !== null) return group.hours;
  const message = 'This group has the hours of the workspace. Import there, or give it hours of its own first.';
  throw refused([{ pointer: '/groupId', code: 'no_own_hours', message }]);
}

function commandFor(
  settings: WorkspaceSettings,
  groupId: string | null,
  { overrides }: Imported,
  expectedVersion: number | null,
  reason: string | undefined,
): SettingsCommand {
  const hours = { ...hoursIn(settings, groupId), overrides };
  const why = reason === undefined ? {} : { reason };
  return groupId === null
    ? { type: 'save', kind: 'hours', id: null, expectedVersion, document: hours, ...why }
    : {
        type: 'save',
        kind: 'groups',
        id: groupId,
        expectedVersion,
        document: { ...settings.groups.get(groupId), hours },
        ...why,
      };
}

const versionOf = ({ versions }: WorkspaceSettings, groupId: string | null): number | null =>
  versions.get(groupId === null ? streamOf('hours', null) : streamOf('groups', groupId)) ?? null;

const answerFor = (
  { added, changed, removed, unchanged, notes }: Imported,
  settings: WorkspaceSettings,
  groupId: string | null,
  dryRun: boolean,
): HoursImport => ({ dryRun, version: versionOf(settings, groupId) ?? 0, added, changed, removed, unchanged, notes });

const refused = (errors: readonly FieldError[]): ProblemException =>
  new ProblemException('invalid_body', 'The calendar can’t be imported; nothing was changed.', errors);
