// Where a new conversation is sent before the engine looks for anybody (D1, B7):
//
//   block list ─▶ who or what was asked for by name ─▶ routing rules ─▶ the visitor's choice of group ─▶ the channel's group
//
// What the rules before the matching one lacked stays with the conversation. None of the words enters the routing log.
import type { ConversationRequested, VisitorState } from '@frontdesk/conversation';
import {
  matchRules,
  rangesOf,
  type BlockDocument,
  type RuleResult,
  type RuleVisitor,
  type StartConversation,
  type VerifiedIdentity,
} from '@frontdesk/contracts';
import { PORTS, ProblemException, rangesHolding, wallClock, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Directory, type Rulebook } from '../reads/directory.js';
import { Sites } from '../sessions/sites.js';
import { Profiles } from '../visitors/profiles.js';

/** Who starts, and from where. */
export interface Arrival {
  readonly workspace: string;
  readonly visitorId: string;
  readonly channel: string;
  readonly address: string;
  /** Signed by the host site; null: nobody vouches for them. */
  readonly identity: VerifiedIdentity | null;
  /** As the proxy in front says; null: it does not. */
  readonly country: string | null;
  readonly body: StartConversation;
}

export type Direction = Pick<ConversationRequested, 'groupId' | 'priority' | 'ruleId' | 'settingsVersion'> &
  Partial<
    Pick<ConversationRequested, 'agentId' | 'requiredSkills' | 'mode' | 'result' | 'blocked' | 'delayed' | 'tried'>
  >;

/** Classes of priority (E1): whoever asks for somebody by name, then VIPs by level, then what a rule says (0–100). */
export const DESIGNATED_PRIORITY = 1_000_000;
const VIP_PRIORITY = 1_000;

const NO_RESULT: RuleResult = {
  ...{ groupId: null, agentId: null, priority: 0, skills: {}, mode: null, submission: false },
};

@Injectable()
export class Directions {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Sites) private readonly sites: Sites,
    @Inject(Profiles) private readonly profiles: Profiles,
  ) {}

  async of(arrival: Arrival): Promise<Direction> {
    const { workspace, channel, body, visitorId } = arrival;
    const [book, site, profile] = await Promise.all([
      this.directory.rulebook(workspace),
      this.sites.ofChannel(workspace, channel),
      this.profiles.forRules(workspace, visitorId),
    ]);
    const visitor = this.visitorOf(arrival, book, profile.state);
    const { matched, tried } = matchRules(book.rules, visitor);
    const result = matched?.result ?? NO_RESULT;
    const designated = body.agentId !== undefined || body.designatedGroupId !== undefined;
    const wished = [body.designatedGroupId, designated ? null : result.groupId, body.groupId, site?.defaultGroup];
    const group = await this.firstGroup(workspace, wished);
    const agentId = body.agentId ?? (designated ? undefined : (result.agentId ?? undefined));
    const priority = (designated ? DESIGNATED_PRIORITY : 0) + visitor.vip * VIP_PRIORITY + result.priority;
    return {
      ...{ groupId: group.id, priority, ruleId: matched?.id ?? null, settingsVersion: group.version },
      ...(agentId === undefined ? {} : { agentId }),
      ...(Object.keys(result.skills).length === 0 ? {} : { requiredSkills: result.skills }),
      ...(result.mode === null ? {} : { mode: result.mode }),
      ...(result.submission && !designated ? { result: 'submission' } : {}),
      ...(this.isBlocked(arrival, book.blocks, [visitorId, profile.id, ...profile.state.merged])
        ? { blocked: true }
        : {}),
      ...(book.waitForFirstMessage && body.text === undefined ? { delayed: true } : {}),
      ...(tried.length === 0 ? {} : { tried }),
    };
  }

  /** The visitor's own wish has to exist; a rule that names what is gone is passed over, and the next wish counts. */
  private async firstGroup(
    workspace: string,
    wishes: readonly (string | null | undefined)[],
  ): Promise<{ readonly id: string; readonly version: number }> {
    const [designated, ruled, picked, own] = wishes;
    for (const [wish, pointer] of [
      [designated, '/designatedGroupId'],
      [ruled, null],
      [picked, '/groupId'],
      [own ?? '', '/groupId'],
    ] as const) {
      if (wish === null || wish === undefined) continue;
      const group = await this.directory.group(workspace, wish);
      if (group !== null) return group;
      if (pointer === null) continue;
      const unknown = { pointer, code: 'unknown_group', message: 'There is no such group.' };
      throw new ProblemException('invalid_body', 'This conversation names a group that is not known.', [unknown]);
    }
    throw new ProblemException('unavailable', 'This channel has no group yet.');
  }

  /** What the site has signed, and what staff has set, counts more than what the page says now. */
  private visitorOf(
    { channel, address, country, identity, body }: Arrival,
    book: Rulebook,
    profile: VisitorState,
  ): RuleVisitor {
    const signed = Object.entries(profile.attributes).filter(([, { verified }]) => verified);
    const said = Object.entries(profile.attributes).filter(([, { verified }]) => !verified);
    const values = (some: typeof signed) => Object.fromEntries(some.map(([name, { value }]) => [name, value]));
    return {
      channel,
      language: body.language ?? null,
      page: body.page ?? null,
      referrer: body.referrer ?? null,
      attributes: { ...values(said), ...body.attributes, ...values(signed) },
      customFields: { ...body.customFields, ...profile.customFields },
      // Nothing that a page says of itself makes a VIP, or a country: staff, what its site has signed, the proxy in front.
      vip: profile.vipSet ?? identity?.vip ?? profile.vipSaid,
      country: identity?.country ?? country,
      ranges: rangesHolding(address, rangesOf(book.rules)),
      ...wallClock(this.ports.clock.now(), book.timeZone),
    };
  }

  private isBlocked(arrival: Arrival, blocks: readonly BlockDocument[], ids: readonly string[]): boolean {
    const now = this.ports.clock.now();
    return blocks.some(
      (block) => (block.until === null || new Date(block.until).getTime() > now) && hits(block, arrival, ids),
    );
  }
}

/** @param ids everything the visitor is, and was, known by */
function hits({ what, value }: BlockDocument, { address, identity }: Arrival, ids: readonly string[]): boolean {
  switch (what) {
    case 'visitor':
      return ids.includes(value);
    case 'ip_range':
      return rangesHolding(address, [value]).length > 0;
    case 'email':
      return value.toLowerCase() === identity?.email?.toLowerCase();
  }
}
