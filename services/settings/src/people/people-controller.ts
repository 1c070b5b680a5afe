// Routes of the people of a workspace, and of whoever asks about themselves.
import type { FactView, InvitationView, Me, Member, PersonView, Principal } from '@frontdesk/contracts';
import {
  Answers,
  CurrentIdentity,
  CurrentPrincipal,
  PORTS,
  Requires,
  type Identity,
  type ServicePorts,
} from '@frontdesk/nest';
import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HttpExchange, type Exchange } from '../conditions.js';
import { authorOf } from './api-keys-controller.js';
import { InvitationBody, JoinBody, RoleBody } from './bodies.js';
import { factsOf, personStream } from './facts.js';
import { Invitations } from './invitations.js';
import { Members, type Inviter } from './members.js';

const DAYS = 7;

@ApiTags('people')
@Controller('v1/people')
export class PeopleController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Members) private readonly members: Members,
    @Inject(Invitations) private readonly invitations: Invitations,
  ) {}

  @Get()
  @Requires('people.read')
  @Answers('PersonList')
  @ApiOperation({ summary: 'Who has joined, and whose invitation is open' })
  async list(@CurrentPrincipal() who: Principal): Promise<{ data: readonly PersonView[] }> {
    return { data: await this.members.list(who.workspace) };
  }

  @Post()
  @Requires('people.manage')
  @Answers('InvitedPerson')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Invite somebody; the link in the answer works once and is shown only here' })
  async invite(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Body() { validDays = DAYS, ...invitation }: InvitationBody,
  ): Promise<{ person: PersonView; link: string }> {
    const { person, token } = await this.members.invite(inviterOf(who, exchange), { ...invitation, validDays });
    return { person, link: linkOf(this.ports.publicUrl(), token) };
  }

  @Post('join')
  @HttpCode(200)
  @Requires('invitation.accept')
  @Answers('Member')
  @ApiOperation({ summary: 'Accept an invitation as whoever is signed in' })
  async join(
    @CurrentIdentity() identity: Identity,
    @HttpExchange() exchange: Exchange,
    @Body() { token, idToken }: JoinBody,
  ): Promise<Member> {
    const who = await this.ports.verifier.withIdToken(identity, idToken);
    return this.members.join(who, token, exchange.requestId);
  }

  /** The token comes in the body: in an address it would stand in logs. */
  @Post('invitation')
  @HttpCode(200)
  @Requires('invitation.accept')
  @Answers('InvitationView')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'What an invitation says: who is invited by whom, to what, until when, and whether by this sign-in',
  })
  async invitation(
    @CurrentIdentity() identity: Identity,
    @Body() { token, idToken }: JoinBody,
  ): Promise<InvitationView> {
    return this.invitations.read(await this.ports.verifier.withIdToken(identity, idToken), token);
  }

  @Put(':id/role')
  @Requires('people.manage')
  @Answers('PersonView')
  @ApiOperation({ summary: 'Give another role; only an owner makes owners' })
  changeRole(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
    @Body() { role }: RoleBody,
  ): Promise<PersonView> {
    return this.members.changeRole(inviterOf(who, exchange), id, role);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('people.manage')
  @ApiOperation({ summary: 'Take an open invitation back, or remove the person' })
  remove(
    @CurrentPrincipal() who: Principal,
    @HttpExchange() exchange: Exchange,
    @Param('id') id: string,
  ): Promise<void> {
    return this.members.remove(inviterOf(who, exchange), id);
  }

  @Get(':id/history')
  @Requires('people.read')
  @Answers('FactList')
  @ApiOperation({ summary: 'What happened to the person: who, when and through which request' })
  async history(@CurrentPrincipal() who: Principal, @Param('id') id: string): Promise<{ data: readonly FactView[] }> {
    return { data: await factsOf(this.ports, who.workspace, personStream(id), 'person') };
  }
}

@ApiTags('people')
@Controller('v1/me')
export class MeController {
  @Get()
  @Requires('me.read')
  @Answers('Me')
  @ApiOperation({ summary: 'Who the credential is' })
  me(@CurrentPrincipal() principal: Principal): Me {
    const { workspace, id, roles, scopes, expiresAt } = principal;
    const ends = expiresAt === Number.MAX_SAFE_INTEGER ? null : new Date(expiresAt).toISOString();
    return { workspace, id, roles, scopes: scopes ?? null, expiresAt: ends };
  }
}

/** After a `#`: no server, proxy or log along the way ever sees it. */
export const linkOf = (publicUrl: string, token: string): string => `${publicUrl}/console/join#${token}`;

const inviterOf = (who: Principal, exchange: Exchange): Inviter => ({ ...authorOf(who, exchange), roles: who.roles });
