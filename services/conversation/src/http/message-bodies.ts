// Bodies and queries about messages: their shape. What a text, a quote or a file means is decided further in.
import type { EditMessage, PostMessage } from '@frontdesk/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, ValidateBy } from 'class-validator';
import { TOKEN } from './bodies.js';

export class MessageBody implements PostMessage {
  @ApiProperty({ description: "The sender's own id: sent twice is sent once." })
  @Matches(TOKEN)
  readonly clientMessageId!: string;

  @ApiProperty({ description: 'At most 4,000 characters; may be empty where there is a file.' })
  @IsString()
  readonly text!: string;

  @ApiPropertyOptional({ description: 'For the house only: never seen by the visitor. Staff.' })
  @IsOptional()
  @IsBoolean()
  readonly note?: boolean;

  @ApiPropertyOptional({ description: 'What POST …/files has answered.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly fileId?: string;

  @ApiPropertyOptional({ description: 'The sequence of the message it answers.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly quote?: number;
}

export class EditBody implements EditMessage {
  @ApiProperty({ description: 'What it says instead, at most 4,000 characters.' })
  @IsString()
  readonly text!: string;
}

export class ReadBody {
  @ApiProperty({ description: 'Everything up to and including this sequence.' })
  @IsInt()
  @Min(0)
  readonly upTo!: number;
}

function IsZone(): PropertyDecorator {
  const defaultMessage = () => '$property must be an IANA time zone such as Europe/Berlin';
  return ValidateBy({ name: 'zone', validator: { validate: isZone, defaultMessage } });
}

function isZone(value: unknown): boolean {
  try {
    return typeof value === 'string' && new Intl.DateTimeFormat('en', { timeZone: value }).format() !== '';
  } catch {
    return false;
  }
}

export class TranscriptQuery {
  @ApiPropertyOptional({ enum: ['text', 'html'], default: 'text' })
  @IsOptional()
  @IsIn(['text', 'html'])
  readonly format?: 'text' | 'html';

  @ApiPropertyOptional({ description: 'IANA, for the times in it; default UTC.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @IsZone()
  readonly timeZone?: string;
}
