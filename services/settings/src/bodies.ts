// Bodies as the interface's document shows them. A settings document is checked by the core alone, as a whole: its fault
// list names every fault at once, which a check of shapes before it would cut short.
import {
  SETTINGS_DOCUMENTS,
  type ApplyConfigRequest,
  type ConfigFile,
  type DocumentKind,
  type RestoreRequest,
} from '@frontdesk/contracts';
import { ApiProperty, type ApiBodyOptions } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** The document's JSON Schema: the one that its events have. */
export const bodyOf = (kind: DocumentKind): ApiBodyOptions => ({
  schema: JSON.parse(JSON.stringify(SETTINGS_DOCUMENTS[kind])) as Extract<ApiBodyOptions, { schema: object }>['schema'],
});

export class RestoreBody implements RestoreRequest {
  @ApiProperty({ type: 'integer', minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  version!: number;

  @ApiProperty({ type: String, maxLength: 500, required: false })
  @IsOptional()
  @IsString()
  reason?: string;
}

export class PlanBody {
  /** Its documents are checked by the core, like those that are sent one by one. */
  @ApiProperty({ type: Object, description: 'As GET /v1/settings/export answers it.' })
  @IsObject()
  file!: ConfigFile;
}

export class ImportBody {
  @ApiProperty({ type: String, maxLength: 200_000, description: 'The iCalendar text.' })
  @IsString()
  @MaxLength(200_000, { message: 'may have at most 200,000 characters: leave years out that are over' })
  calendar!: string;

  @ApiProperty({
    type: String,
    required: false,
    description: 'A group with hours of its own; left out: the workspace.',
  })
  @IsOptional()
  @IsString()
  groupId?: string;

  @ApiProperty({ type: Boolean, required: false, description: 'Only answers what would be changed.' })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiProperty({ type: String, maxLength: 500, required: false })
  @IsOptional()
  @IsString()
  reason?: string;
}

export class ApplyBody extends PlanBody implements ApplyConfigRequest {
  @ApiProperty({ type: Boolean, required: false, description: 'Applies a file that was made from older settings.' })
  @IsOptional()
  @IsBoolean()
  overwrite?: boolean;

  @ApiProperty({ type: String, maxLength: 500, required: false })
  @IsOptional()
  @IsString()
  reason?: string;
}
