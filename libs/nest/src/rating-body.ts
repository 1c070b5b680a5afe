// A rating as it is sent, of a conversation or of a submission: its shape. What it may say, its template knows.
import type { GiveRating } from '@frontdesk/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';

export class RatingBody implements GiveRating {
  @ApiProperty({ type: 'integer', description: 'Stars: 1–5. Net promoter score: 0–10. Thumbs: 0 or 1.' })
  @IsInt()
  readonly score!: number;

  @ApiPropertyOptional({ type: [String], description: 'Ids of tags that go with the score.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  readonly tags?: readonly string[];

  @ApiPropertyOptional({ type: String, nullable: true, description: 'At most 2,000 characters.' })
  @IsOptional()
  @IsString()
  readonly text?: string | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, description: 'Whether the matter is solved.' })
  @IsOptional()
  @IsBoolean()
  readonly solved?: boolean | null;
}
