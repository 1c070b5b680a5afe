// Bodies of commands: their shape. What an agent, a group or an offer is, the engine knows.
import type { AnswerOffer, AssignConversation } from '@frontdesk/contracts';
import { PageLimit } from '@frontdesk/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const TOKEN = /^[\x21-\x7e]{1,200}$/;
const MOST = 1_000;

export class OfferBody implements AnswerOffer {
  @ApiProperty({ description: 'The offer that is answered.' })
  @Matches(TOKEN)
  readonly offerId!: string;
}

export class AssignBody implements AssignConversation {
  @ApiPropertyOptional({ description: 'The agent who is to have it.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly agentId?: string;

  @ApiPropertyOptional({ description: 'The group that is to serve it.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly groupId?: string;
}

export class PriorityBody {
  @ApiProperty({ description: 'Higher is served first; 0 is ordinary.', minimum: -MOST, maximum: MOST })
  @IsInt()
  @Min(-MOST)
  @Max(MOST)
  readonly priority!: number;
}

export class ExplanationQuery {
  @ApiPropertyOptional({
    description: 'The position of one of its decisions: that one comes with everybody it looked at.',
  })
  @IsOptional()
  @Matches(/^[\w./-]{1,200}$/)
  readonly table?: string;
}

export class HistoryQuery {
  @PageLimit(50)
  readonly limit?: string;

  @ApiPropertyOptional({ description: 'nextCursor of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly cursor?: string;

  @ApiPropertyOptional({ description: 'Only stays in the queue of this group.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly group?: string;
}
