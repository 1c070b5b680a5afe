// Bodies and queries: their shape. What a text or a group means is decided further in, and answers in the same form.
import type { StartConversation, VisitorSessionRequest } from '@frontdesk/contracts';
import { PageLimit } from '@frontdesk/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';

/** Opaque ids, keys and names of settings: printable, without white space. */
export const TOKEN = /^[\x21-\x7e]{1,200}$/;
const LANGUAGE = /^[A-Za-z0-9-]{1,35}$/;
const NUMBER = /^\d{1,9}$/;

/** Words a page gives along: short names, and values that can be compared. */
const MOST_WORDS = 50;
const MOST_LENGTH = 500;

export class SessionBody implements VisitorSessionRequest {
  @ApiProperty({ description: "The channel's public key, from the host page." })
  @Matches(TOKEN)
  readonly site!: string;

  @ApiPropertyOptional({ description: 'A token that the browser kept: a valid one keeps the visitor’s identity.' })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  readonly token?: string;

  @ApiPropertyOptional({ description: 'Who the visitor is: a JWT that the host site has signed.' })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  readonly identity?: string;

  @ApiPropertyOptional({ description: 'The browser’s window, by an id of its own.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly windowId?: string;

  @ApiPropertyOptional({
    description: 'What the page knows of the visitor: shown to staff, and for routing rules.',
    type: Object,
  })
  @IsOptional()
  @IsWords()
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** @param nothing null stands for a member that is taken away */
export function IsWords(longest = MOST_LENGTH, nothing = false): PropertyDecorator {
  const text = `must have at most ${MOST_WORDS} members: texts of at most ${longest} characters, numbers, true or false`;
  return ValidateBy({
    name: 'words',
    validator: { validate: (value) => areWords(value, longest, nothing), defaultMessage: () => `$property ${text}` },
  });
}

function areWords(value: unknown, longest: number, nothing: boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = Object.entries(value);
  return (
    members.length <= MOST_WORDS &&
    members.every(([name, one]) => name.length <= 100 && (isWord(one, longest) || (nothing && one === null)))
  );
}

const isWord = (value: unknown, longest: number): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= longest);

export class StartBody implements StartConversation {
  @ApiPropertyOptional({ description: 'The first words, at most 4,000 characters.' })
  @IsOptional()
  @IsString()
  readonly text?: string;

  @ApiPropertyOptional({ description: "The group that is asked for; default: the site's." })
  @IsOptional()
  @Matches(TOKEN)
  readonly groupId?: string;

  @ApiPropertyOptional({ description: 'BCP 47, e.g. en or de-CH.' })
  @IsOptional()
  @Matches(LANGUAGE)
  readonly language?: string;

  @ApiPropertyOptional({ description: 'The page the visitor writes from.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly page?: string;

  @ApiPropertyOptional({ description: 'The agent who is asked for by name; falls through when they cannot take it.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly agentId?: string;

  @ApiPropertyOptional({ description: 'The group that the page is for: comes before rules and the choice of group.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly designatedGroupId?: string;

  @ApiPropertyOptional({ description: 'Where the visitor came from.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly referrer?: string;

  @ApiPropertyOptional({ description: 'What the page knows of the visitor, for routing rules.', type: Object })
  @IsOptional()
  @IsWords()
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;

  @ApiPropertyOptional({ description: "The workspace's own fields, for routing rules.", type: Object })
  @IsOptional()
  @IsWords()
  readonly customFields?: Readonly<Record<string, string | number | boolean>>;

  @ApiPropertyOptional({ description: 'The browser’s window, by an id of its own.' })
  @IsOptional()
  @Matches(TOKEN)
  readonly windowId?: string;

  @ApiPropertyOptional({ description: 'As the visitor gave it.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly visitorName?: string;
}

export class EventsQuery {
  @ApiPropertyOptional({ description: 'Only what follows this sequence; default 0.' })
  @IsOptional()
  @Matches(NUMBER)
  readonly after?: string;

  @PageLimit(200)
  readonly limit?: string;
}

export class ListConversationsQuery {
  @ApiPropertyOptional({ enum: ['mine', 'all'], default: 'mine' })
  @IsOptional()
  @IsIn(['mine', 'all'])
  readonly view?: 'mine' | 'all';

  @ApiPropertyOptional({ enum: ['open', 'closed'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'closed'])
  readonly state?: 'open' | 'closed';

  @PageLimit(50)
  readonly limit?: string;

  @ApiPropertyOptional({ description: 'nextCursor of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly cursor?: string;
}
