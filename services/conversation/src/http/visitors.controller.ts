// Visitors as staff knows them: who they are, what they had to do with the house, what is noted of them (F6).
import type { EditVisitor, Principal, ReportPage, VisitorHistory, VisitorProfile } from '@frontdesk/contracts';
import {
  Answers,
  CurrentPrincipal,
  notFound,
  PORTS,
  ProblemException,
  Requires,
  type ServicePorts,
} from '@frontdesk/nest';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { metaOf } from '../commands/actor.js';
import { Directory } from '../reads/directory.js';
import { VisitedPages } from '../visitors/pages.js';
import { Profiles } from '../visitors/profiles.js';
import { Visitors } from '../visitors/visitors.js';
import { IsWords } from './bodies.js';
import { RequestId, VisitorId } from './request.js';

class PageBody implements ReportPage {
  @ApiProperty({ description: 'The address of the page, at most 2,000 characters.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  readonly url!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(300)
  readonly title?: string;
}

const Line = (): PropertyDecorator => (target, key) => {
  ApiPropertyOptional({ type: String, nullable: true, description: 'null: taken away.' })(target, key);
  ValidateIf((_, value) => value !== null && value !== undefined)(target, key);
  IsString()(target, key);
};

class EditVisitorBody implements EditVisitor {
  @Line()
  readonly name?: string | null;

  @Line()
  readonly email?: string | null;

  @Line()
  readonly phone?: string | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 100, description: '0: no VIP.' })
  @IsOptional()
  @IsInt()
  readonly vip?: number;

  @ApiPropertyOptional({ type: Object, description: 'By name; null takes one away.' })
  @IsOptional()
  @IsWords(500, true)
  readonly customFields?: Readonly<Record<string, string | number | boolean | null>>;

  @ApiPropertyOptional({ description: 'Added to the notes, at most 4,000 characters.' })
  @IsOptional()
  @IsString()
  readonly note?: string;
}

@ApiTags('visitors')
@Controller('v1/visitors/:id')
export class VisitorsController {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Directory) private readonly directory: Directory,
  ) {}

  @Get()
  @Requires('visitor.read')
  @Answers('VisitorProfile')
  @ApiOperation({ summary: 'Who a visitor is' })
  async read(
    @CurrentPrincipal() { workspace }: Principal,
    @Param('id', VisitorId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitorProfile> {
    const profile = await this.known(workspace, id);
    void reply.header('etag', `"${profile.version}"`);
    return profile;
  }

  @Get('history')
  @Requires('visitor.read')
  @Answers('VisitorHistory')
  @ApiOperation({ summary: 'Their conversations and submissions, the newest first' })
  async history(
    @CurrentPrincipal() { workspace }: Principal,
    @Param('id', VisitorId) id: string,
  ): Promise<VisitorHistory> {
    return this.profiles.history(workspace, await this.known(workspace, id));
  }

  @Patch()
  @Requires('visitor.write')
  @Answers('VisitorProfile')
  @ApiOperation({ summary: 'Change what is known of them; what is left out stays' })
  @ApiHeader({ name: 'If-Match', required: true })
  async edit(
    @CurrentPrincipal() principal: Principal,
    @Param('id', VisitorId) id: string,
    @RequestId() requestId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() { note, ...wanted }: EditVisitorBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitorProfile> {
    if (ifMatch === undefined)
      throw new ProblemException('precondition_required', 'Send If-Match with the ETag of what you have seen.');
    const { workspace, id: by } = principal;
    const { visitorId } = await this.known(workspace, id);
    const expected = Number(/^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1] ?? -1);
    const noted = note === undefined ? null : { noteId: this.ports.ids.next(), text: note, by, byName: '' };
    const byName = noted && (await this.directory.agentName(workspace, by));
    await this.visitors.run(
      ...([workspace, visitorId] as const),
      { type: 'edit', expected, edit: { ...wanted, by }, note: noted && { ...noted, byName: byName ?? by } },
      metaOf(principal, requestId),
    );
    return this.read(principal, visitorId, reply);
  }

  private async known(workspace: string, id: string): Promise<VisitorProfile> {
    const profile = await this.profiles.profile(workspace, id);
    if (profile === null) throw notFound('visitor');
    return profile;
  }
}

@ApiTags('visitor')
@Controller('v1/visitor-sessions/pages')
export class VisitedPagesController {
  constructor(@Inject(VisitedPages) private readonly pages: VisitedPages) {}

  @Post()
  @HttpCode(204)
  @Requires('visitor.report')
  @ApiOperation({ summary: 'The page the visitor looks at; the last 50 are kept, for 30 days' })
  async report(@CurrentPrincipal() { workspace, id }: Principal, @Body() { url, title = '' }: PageBody): Promise<void> {
    await this.pages.report(workspace, id, url, title);
  }
}
