// Bodies and queries: their shape. Whether an address, a text or an answer will do is the core's to say, field by field.
import type {
  AssignSubmission,
  FieldValue,
  LeaveSubmission,
  RateSubmission,
  ReplySubmission,
} from '@frontdesk/contracts';
import { FileQuery, RatingBody, PageLimit, IsInstant } from '@frontdesk/nest';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

const ID = /^[\w-]{1,100}$/;
const AGENT = /^[A-Za-z0-9][A-Za-z0-9._|@:-]{0,127}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export class LeaveBody implements LeaveSubmission {
  @ApiPropertyOptional({ description: 'The conversation whose place it takes.' })
  @IsOptional()
  @Matches(ID)
  readonly conversationId?: string;

  @ApiPropertyOptional({ description: "Who is to answer; default: the conversation's group, else the site's." })
  @IsOptional()
  @Matches(ID)
  readonly groupId?: string;

  @ApiPropertyOptional({ description: "The visitor's, like de or pt-BR." })
  @IsOptional()
  @MaxLength(35)
  @Matches(LANGUAGE)
  readonly language?: string;

  @ApiPropertyOptional({ description: 'At most 200 characters.' })
  @IsOptional()
  @IsString()
  readonly name?: string;

  @ApiPropertyOptional({ description: 'Where the answer should go.' })
  @IsOptional()
  @IsString()
  readonly email?: string;

  @ApiPropertyOptional({ description: 'At most 40 characters.' })
  @IsOptional()
  @IsString()
  readonly phone?: string;

  @ApiPropertyOptional({ description: 'At most 200 characters.' })
  @IsOptional()
  @IsString()
  readonly title?: string;

  @ApiPropertyOptional({ description: 'Id of a type of the form.' })
  @IsOptional()
  @IsString()
  readonly type?: string;

  @ApiPropertyOptional({ description: 'At most 4,000 characters.' })
  @IsOptional()
  @IsString()
  readonly text?: string;

  @ApiPropertyOptional({ type: Object, description: "Answers to the form's other fields, by id." })
  @IsOptional()
  @IsObject()
  readonly fields?: Readonly<Record<string, FieldValue>>;

  @ApiPropertyOptional({ description: 'What POST /v1/submissions/files has answered, by id.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(ID, { each: true })
  readonly attachments?: readonly string[];

  @ApiPropertyOptional({ description: "true: the visitor agrees to the form's consent." })
  @IsOptional()
  @IsBoolean()
  readonly consent?: boolean;
}

export class FormQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @Matches(ID)
  readonly conversationId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(ID)
  readonly groupId?: string;

  @ApiPropertyOptional({ description: 'Like de or pt-BR.' })
  @IsOptional()
  @MaxLength(35)
  @Matches(LANGUAGE)
  readonly language?: string;
}

export class AttachmentQuery extends IntersectionType(FileQuery, FormQuery) {}

const STATUSES = ['open', 'confirmed', 'accepted', 'closed', 'all'] as const;

export class FilterQuery {
  @ApiPropertyOptional({ enum: STATUSES, default: 'open', description: 'open: not closed.' })
  @IsOptional()
  @IsIn(STATUSES)
  readonly status?: (typeof STATUSES)[number];

  @ApiPropertyOptional({ description: 'Stands in text, title, name, e-mail address or receipt.' })
  @IsOptional()
  @MaxLength(200)
  readonly q?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(ID)
  readonly group?: string;

  @ApiPropertyOptional({ description: "Whose it is; none: nobody's." })
  @IsOptional()
  @Matches(AGENT)
  readonly agent?: string;

  @ApiPropertyOptional({ description: 'Received at this time (ISO 8601) or later.' })
  @IsOptional()
  @IsInstant()
  readonly from?: string;

  @ApiPropertyOptional({ description: 'Received before this time (ISO 8601).' })
  @IsOptional()
  @IsInstant()
  readonly to?: string;
}

export class ListSubmissionsQuery extends FilterQuery {
  @PageLimit(50)
  readonly limit?: string;

  @ApiPropertyOptional({ description: 'nextCursor of the page before.' })
  @IsOptional()
  @Matches(ID)
  readonly cursor?: string;
}

export class ExportQuery extends FilterQuery {
  @ApiPropertyOptional({ enum: ['csv', 'json'], default: 'csv' })
  @IsOptional()
  @IsIn(['csv', 'json'])
  readonly format?: 'csv' | 'json';
}

export class AssignSubmissionBody implements AssignSubmission {
  @ApiProperty()
  @Matches(AGENT)
  readonly agentId!: string;
}

export class ReplyBody implements ReplySubmission {
  @ApiProperty({ description: 'At most 4,000 characters.' })
  @IsString()
  readonly text!: string;
}

/** How a text was sent before ratings had a form. */
class OlderComment {
  @ApiPropertyOptional({ description: 'As text; one of the two will do.', deprecated: true })
  @IsOptional()
  @IsString()
  readonly comment?: string;
}

export class RateBody extends IntersectionType(RatingBody, OlderComment) implements RateSubmission {}

export class RotateWebhookBody {
  @ApiProperty({ description: 'As it stands in the settings.' })
  @IsString()
  @MaxLength(2000)
  readonly url!: string;

  @ApiPropertyOptional({ description: 'How long the older secret still signs, in hours; default 24.', default: 24 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(744)
  readonly overlapHours?: number;
}
