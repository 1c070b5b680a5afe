// Bodies and queries: their shape. Whether an address or a text will do is the core's to say, field by field.
import type { LeaveSubmission } from '@frontdesk/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';

const ID = /^[\w-]{1,100}$/;

export class LeaveBody implements LeaveSubmission {
  @ApiPropertyOptional({ description: 'The conversation whose place it takes.' })
  @IsOptional()
  @Matches(ID)
  readonly conversationId?: string;

  @ApiPropertyOptional({ description: "Who is to answer; default: the conversation's group, else the site's." })
  @IsOptional()
  @Matches(ID)
  readonly groupId?: string;

  @ApiPropertyOptional({ description: 'At most 200 characters.' })
  @IsOptional()
  @IsString()
  readonly name?: string;

  @ApiProperty({ description: 'Where the answer should go.' })
  @IsString()
  readonly email!: string;

  @ApiProperty({ description: 'At most 4,000 characters.' })
  @IsString()
  readonly text!: string;
}

export class ListSubmissionsQuery {
  @ApiPropertyOptional({ enum: ['open', 'closed'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'closed'])
  readonly status?: 'open' | 'closed';

  @ApiPropertyOptional({ description: '1–200; default 50.' })
  @IsOptional()
  @Matches(/^\d{1,9}$/)
  readonly limit?: string;

  @ApiPropertyOptional({ description: 'nextCursor of the page before.' })
  @IsOptional()
  @Matches(ID)
  readonly cursor?: string;
}
