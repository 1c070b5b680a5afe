// Which routing rule a made-up visitor falls under, by the same matcher that decides for real ones (B7).
import type { ExplainRulesAnswer, ExplainRulesRequest, Principal } from '@frontdesk/contracts';
import {
  Answers,
  CurrentPrincipal,
  PORTS,
  rangesHolding,
  Requires,
  wallClock,
  type ServicePorts,
} from '@frontdesk/nest';
import {
  completeDocument,
  explainFaults,
  matchRules,
  rangesOf,
  whyNot,
  type HoursDocument,
  type RoutingRule,
  type RuleVisitor,
} from '@frontdesk/settings';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiTags, ApiOperation } from '@nestjs/swagger';
import { invalid } from './change-faults.js';
import { loadWorkspace } from './workspace-settings.js';
import { worldFaults } from './world.js';

@ApiTags('settings')
@Controller('v1/settings/routing-rules')
export class RulesExplainController {
  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  /** Nothing is changed by it, and nobody is routed. */
  @Post('explain')
  @HttpCode(200)
  @Requires('settings.read')
  @Answers('ExplainRulesAnswer')
  @ApiBody({
    schema: { type: 'object', properties: { visitor: { type: 'object' }, rules: { type: 'array', items: {} } } },
  })
  @ApiOperation({ summary: 'Which rule a visitor who is made up falls under, and why not the others' })
  async explain(@CurrentPrincipal() who: Principal, @Body() body: unknown): Promise<ExplainRulesAnswer> {
    const faults = explainFaults(body);
    if (faults.length > 0) throw invalid(faults);
    const request = body as ExplainRulesRequest;
    const settings = await loadWorkspace(this.ports.db, who.workspace);
    const given = request.rules === undefined ? settings['routing-rules'] : { rules: request.rules };
    const document = completeDocument('routing-rules', given);
    const unreal = worldFaults('routing-rules', document);
    if (unreal.length > 0) throw invalid(unreal);
    return answerFor(
      document.rules,
      visitorOf(request.visitor, document.rules, settings.hours, this.ports.clock.now()),
    );
  }
}

function answerFor(rules: readonly RoutingRule[], visitor: RuleVisitor): ExplainRulesAnswer {
  const { matched, tried } = matchRules(rules, visitor);
  const nameOf = (ruleId: string) => rules.find(({ id }) => id === ruleId)?.name ?? ruleId;
  return {
    ruleId: matched?.id ?? null,
    result: matched?.result ?? null,
    tried: tried.map((one) => ({ ...one, name: nameOf(one.ruleId), sentence: whyNot(one, rules) })),
  };
}

function visitorOf(
  { ip = null, at, ...given }: ExplainRulesRequest['visitor'],
  rules: readonly RoutingRule[],
  { timeZone }: HoursDocument,
  now: number,
): RuleVisitor {
  const then = at === undefined ? now : Date.parse(at);
  return {
    ...{ channel: 'web', language: null, page: null, referrer: null, vip: 0, country: null },
    ...{ attributes: {}, customFields: {} },
    ...given,
    ranges: ip === null ? [] : rangesHolding(ip, rangesOf(rules)),
    ...wallClock(then, timeZone),
  };
}
