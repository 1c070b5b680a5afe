// The whole configuration of a workspace as one file: given out, compared, applied (B14).
import type { ApplyConfigRequest, ConfigFile, ConfigPlan, Principal } from '@frontdesk/contracts';
import { Answers, CurrentPrincipal, PORTS, ProblemException, Requires, type ServicePorts } from '@frontdesk/nest';
import {
  configFaults,
  exportConfig,
  memberOf,
  planConfig,
  type PlannedChange,
  type SettingsCommand,
} from '@frontdesk/settings';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiTags, ApiOperation } from '@nestjs/swagger';
import { invalid } from './change-faults.js';
import { SettingsChanges } from './changes.js';
import { ApplyBody, PlanBody } from './bodies.js';
import { HttpExchange, type Exchange } from './conditions.js';
import { authorOf } from './document-routes.js';
import { loadWorkspace, streamOf, type WorkspaceSettings } from './workspace-settings.js';

@ApiTags('settings')
@Controller('v1/settings')
export class ConfigController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(SettingsChanges) private readonly changes: SettingsChanges,
  ) {}

  @Get('export')
  @Requires('settings.read')
  @Answers('ConfigFile')
  @ApiOperation({ summary: 'All settings as one file' })
  async export(@CurrentPrincipal() who: Principal): Promise<ConfigFile> {
    const settings = await loadWorkspace(this.ports.db, who.workspace);
    return exportConfig(settings, settings.version);
  }

  /** Changes nothing. What documents say of each other is looked at when the file is applied. */
  @Post('plan')
  @HttpCode(200)
  @Requires('settings.read')
  @Answers('ConfigPlan')
  @ApiBody({ type: PlanBody })
  @ApiOperation({ summary: 'What a file would change of the settings; nothing is changed' })
  async plan(@CurrentPrincipal() who: Principal, @Body() { file }: PlanBody): Promise<ConfigPlan> {
    expectSound(file);
    const settings = await loadWorkspace(this.ports.db, who.workspace);
    return answerFor(settings.version, planConfig(file, settings));
  }

  /** Answers with what was changed; nothing, when the settings were like the file. */
  @Post('apply')
  @HttpCode(200)
  @Requires('settings.write')
  @Answers('ConfigPlan')
  @ApiBody({ type: ApplyBody })
  @ApiOperation({ summary: 'Make the settings like a file: all of it or nothing' })
  async apply(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Body() { file, overwrite = false, reason }: ApplyBody,
  ): Promise<ConfigPlan> {
    expectSound(file);
    let planned: readonly PlannedChange[] = [];
    const after = await this.changes.run(authorOf(who, exchange), (settings) => {
      planned = planConfig(file, settings);
      if (planned.length > 0 && !overwrite) expectFresh(file, settings);
      return planned.map((change) => commandFor(change, settings, reason));
    });
    return answerFor(after.version, planned);
  }
}

function expectSound(file: unknown): asserts file is ConfigFile {
  const faults = configFaults(file);
  if (faults.length > 0) throw invalid(faults.map((one) => ({ ...one, pointer: memberOf('', 'file') + one.pointer })));
}

function expectFresh({ settingsVersion }: ConfigFile, { version }: WorkspaceSettings): void {
  if (settingsVersion === undefined || settingsVersion === version) return;
  throw new ProblemException(
    'stale',
    `The file was made from settings version ${settingsVersion}, but there is ${version} now. Look at the plan, then overwrite or export again.`,
    undefined,
    { settingsVersion: version },
  );
}

/** Each document is changed from the version that the plan has seen. */
function commandFor(
  { kind, id, change, document }: PlannedChange,
  { versions }: WorkspaceSettings,
  given: ApplyConfigRequest['reason'],
): SettingsCommand {
  const seen = versions.get(streamOf(kind, id)) ?? null;
  const reason = given === undefined ? {} : { reason: given };
  return change === 'remove'
    ? { type: 'remove', kind, id, expectedVersion: seen ?? 0, ...reason }
    : { type: 'save', kind, id, expectedVersion: seen, document, ...reason };
}

const answerFor = (settingsVersion: number, planned: readonly PlannedChange[]): ConfigPlan => ({
  settingsVersion,
  changes: planned.map(({ kind, id, change, differences }) => ({ kind, id, change, differences })),
});
