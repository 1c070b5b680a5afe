// How a visitor gets a credential: no sign-in, only the key of the site whose page they are on.
import type { VisitorSession } from '@frontdesk/contracts';
import {
  Answers,
  ClientAddress,
  isAllowedOrigin,
  isOwnOrigin,
  PORTS,
  ProblemException,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import { Body, Controller, Get, Header, Headers, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { JWK } from 'jose';
import { ConversationReads } from '../reads/conversation-reads.js';
import { Directory } from '../reads/directory.js';
import { leadsTo } from '../reads/submission-offers.js';
import { RuleReads } from '../reads/rules.js';
import { isOtherWindow } from '../reads/windows.js';
import type { SiteRow } from '../rows/site-row.js';
import { Identities } from '../sessions/identities.js';
import { SigningKeys } from '../sessions/signing-keys.js';
import { Sites } from '../sessions/sites.js';
import { VisitorTokens } from '../sessions/visitor-tokens.js';
import { VisitedPages } from '../visitors/pages.js';
import { Visitors } from '../visitors/visitors.js';
import { Countries, RequestHeaders } from './country.js';
import { SessionBody } from './bodies.js';

/** A page that loads waits for us. */
const ASKED_FOR_MS = 1_500;

@ApiTags('visitor')
@Controller('v1/visitor-sessions')
export class VisitorSessionsController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Sites) private readonly sites: Sites,
    @Inject(VisitorTokens) private readonly tokens: VisitorTokens,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(ConversationReads) private readonly reads: ConversationReads,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(RuleReads) private readonly rules: RuleReads,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(VisitedPages) private readonly pages: VisitedPages,
    @Inject(Countries) private readonly countries: Countries,
  ) {}

  @Post()
  @Requires('session.create')
  @Answers('VisitorSession')
  @ApiOperation({ summary: 'Begin or renew a visitor session' })
  async create(
    @Body() body: SessionBody,
    @ClientAddress() address: string,
    @Headers('origin') origin: string | undefined,
    @Headers('host') host: string | undefined,
    @RequestHeaders() headers: FastifyRequest['headers'],
  ): Promise<VisitorSession> {
    const site = await this.sites.find(body.site);
    if (site === null) {
      const unknown = { pointer: '/site', code: 'unknown_site', message: 'There is no such site.' };
      throw new ProblemException('invalid_body', 'The site attribute names no site that is known here.', [unknown]);
    }
    this.expectOrigin(site, origin, host);
    const { workspace, channel } = site;
    const kept = body.token === undefined ? null : await this.tokens.visitorOf(body.token, site);
    const { visitorId, identity, isNew } = await this.identities.visitorOf(site, kept, body.identity);
    if (isNew && kept === null) await this.ports.floods.pass('session', { workspace, visitorId: null, address });
    await Promise.all([
      this.visitors.identify(workspace, visitorId, identity, body.attributes ?? {}),
      this.pages.locate(workspace, visitorId, this.countries.of(headers)),
    ]);
    const [issued, groups, availability, offering, open, messages] = await Promise.all([
      this.tokens.issue({ visitorId, workspace, channel, group: site.defaultGroup, identity }),
      this.directory.groups(workspace),
      this.availability(workspace, site.defaultGroup, channel),
      this.directory.submissionOf(workspace, site.defaultGroup),
      isNew && identity === null ? null : this.reads.openOf(workspace, channel, visitorId),
      this.rules.messages(workspace),
    ]);
    const { rules } = await this.rules.of(workspace);
    const conversation = open && !isOtherWindow(open, body, rules) ? await this.reads.viewOf(open) : null;
    const led = leadsTo(availability, offering);
    return {
      visitorId,
      verified: identity !== null,
      ...issued,
      workspaceId: workspace,
      channel,
      groups,
      availability,
      ...(led === undefined ? {} : { leadsTo: led }),
      conversation,
      messages,
    };
  }

  /** No header: no page of a browser. */
  private expectOrigin({ allowedOrigins }: SiteRow, origin: string | undefined, host: string | undefined): void {
    if (origin === undefined || isAllowedOrigin(origin, allowedOrigins)) return;
    if (isOwnOrigin(origin, this.ports.publicUrl(), host)) return;
    throw new ProblemException(
      'origin_not_allowed',
      `Pages of ${origin.slice(0, 200)} may not open this site's chat; an administrator can add the origin to its channel.`,
    );
  }

  /** Unknown (a lane is being taken over) counts as reachable: a start is always answered, a closed door might be wrong. */
  private availability(workspace: string, groupId: string, channel: string): Promise<VisitorSession['availability']> {
    const { clock, peers } = this.ports;
    return new Promise((resolve) => {
      const cancel = clock.at(clock.now() + ASKED_FOR_MS, () => resolve('online'));
      const asked = peers.queue?.availability(workspace, groupId, channel) ?? Promise.resolve('online' as const);
      void asked.then(resolve, () => resolve('online')).finally(cancel);
    });
  }

  @Get('jwks.json')
  @Requires('session.create')
  @Answers('JsonWebKeySet')
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'The public keys of visitor tokens (JWKS)' })
  jwks(): Promise<{ readonly keys: JWK[] }> {
    return this.keys.publicKeys();
  }
}
