// Bodies of the routes of keys and people: their shape. What is allowed is decided by the core.
import { SCOPES, type Permission } from '@frontdesk/contracts';
import { MEMBER_ROLES, type MemberRole } from '@frontdesk/settings';
import { IsInstant } from '@frontdesk/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

export class ApiKeyBody {
  @ApiProperty({ description: 'What the key is for, as it stands in the list.', maxLength: 200 })
  @IsString()
  readonly name!: string;

  @ApiProperty({ enum: [...SCOPES], isArray: true, description: 'The key may do this and nothing else.' })
  @IsArray()
  @IsIn([...SCOPES], { each: true })
  readonly scopes!: readonly Permission[];

  @ApiPropertyOptional({ description: 'When it ends; absent: it does not.', format: 'date-time' })
  @IsOptional()
  @IsInstant()
  readonly expiresAt?: string;
}

export class RotationBody {
  @ApiPropertyOptional({ description: 'How long the older secret still counts, in hours; default 24.', default: 24 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(744)
  readonly overlapHours?: number;
}

export class KeySetBody {
  @ApiProperty({ maxLength: 2000, description: 'Where the site publishes its public keys (JWKS).' })
  @Matches(/^https?:\/\/[^\s<>"]+$/, { message: 'must be an address that starts with https://' })
  @MaxLength(2000)
  readonly url!: string;
}

export class InvitationBody {
  @ApiProperty({ maxLength: 254 }) @IsString() readonly email!: string;
  @ApiProperty({ maxLength: 200 }) @IsString() readonly name!: string;
  @ApiProperty({ enum: [...MEMBER_ROLES] }) @IsIn([...MEMBER_ROLES]) readonly role!: MemberRole;
  @ApiProperty({ type: [String] }) @IsArray() @IsString({ each: true }) readonly groupIds!: readonly string[];

  @ApiPropertyOptional({ description: 'How long the link works; default 7.', default: 7 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(90)
  readonly validDays?: number;
}

export class JoinBody {
  @ApiProperty({ description: 'The token of the link.' }) @IsString() @MaxLength(200) readonly token!: string;

  @ApiPropertyOptional({ description: 'Of the same sign-in: where its access token names no e-mail address.' })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  readonly idToken?: string;
}

export class RoleBody {
  @ApiProperty({ enum: [...MEMBER_ROLES] }) @IsIn([...MEMBER_ROLES]) readonly role!: MemberRole;
}
