// The body of a hand-over: its shape. Whether the agent or group exists is asked further in.
import type { AskTransferBody } from '@frontdesk/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const TOKEN = /^[\x21-\x7e]{1,200}$/;

export class TransferBody implements AskTransferBody {
  @ApiPropertyOptional({ description: 'The agent who is to have it; or name a group.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly agentId?: string;

  @ApiPropertyOptional({ description: 'The group that is to serve it; or name an agent.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly groupId?: string;

  @ApiPropertyOptional({ description: 'For whoever has it next; the visitor never sees it. At most 1,000 characters.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  readonly note?: string;
}
