// Bodies and queries of /v1/presence.
import { IsInstant } from '@frontdesk/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, Length } from 'class-validator';

export class ChooseStatus {
  @ApiProperty({ description: 'online, busy, offline, or the id of a custom status.' })
  @IsString()
  @Length(1, 100)
  status!: string;

  @ApiPropertyOptional({ description: 'Once the last conversation has ended; until then nothing new comes.' })
  @IsOptional()
  @IsBoolean()
  afterChat?: boolean;

  @ApiPropertyOptional({ description: 'The connection it is chosen over, for the record.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  connectionId?: string;
}

export class ForceStatus {
  @ApiProperty({ description: 'online, busy, offline, or the id of a custom status.' })
  @IsString()
  @Length(1, 100)
  status!: string;

  @ApiPropertyOptional({ description: 'Once the last conversation has ended.' })
  @IsOptional()
  @IsBoolean()
  afterChat?: boolean;
}

export class LogOut {
  @ApiPropertyOptional({ description: 'The connection that ends; absent: all of them, on every device.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  connectionId?: string;
}

export class DurationsQuery {
  @ApiProperty({ description: 'ISO 8601, with its offset.' })
  @IsInstant()
  from!: string;

  @ApiPropertyOptional({ description: 'ISO 8601, with its offset; absent: now.' })
  @IsOptional()
  @IsInstant()
  to?: string;
}
