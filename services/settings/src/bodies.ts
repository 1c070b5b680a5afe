// The documents as bodies: their shape. What their members mean together is checked by the core.
import type {
  AgentDocument,
  GroupDocument,
  HoursDocument,
  OfferSetting,
  QueueDocument,
  StrategyDocument,
  SubmissionDocument,
  Weekday,
} from '@frontdesk/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsDefined, IsIn, IsInt, IsString, ValidateIf, ValidateNested } from 'class-validator';

const Text = (maxLength: number): PropertyDecorator => both(ApiProperty({ type: String, maxLength }), IsString());
const Switch = (): PropertyDecorator => both(ApiProperty({ type: Boolean }), IsBoolean());
const Whole = (minimum: number, maximum: number): PropertyDecorator =>
  both(ApiProperty({ type: 'integer', minimum, maximum }), IsInt());
const WholeOrNull = (minimum: number, maximum: number): PropertyDecorator =>
  both(
    ApiProperty({ type: 'integer', minimum, maximum, nullable: true }),
    ValidateIf((_, value) => value !== null),
    IsInt(),
  );
const Choice = (...choices: readonly string[]): PropertyDecorator =>
  both(ApiProperty({ enum: [...choices] }), IsIn(choices));
const Part = (type: () => new () => object): PropertyDecorator =>
  both(ApiProperty({ type }), IsDefined(), ValidateNested(), Type(type));
const Parts = (type: () => new () => object): PropertyDecorator =>
  both(ApiProperty({ type, isArray: true }), IsArray(), ValidateNested({ each: true }), Type(type));

function both(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}

export class AgentBody implements AgentDocument {
  @Text(200) name!: string;
  @Text(254) email!: string;
  @Whole(0, 100) limit!: number;
  @ApiProperty({ type: String, isArray: true }) @IsArray() @IsString({ each: true }) groupIds!: string[];
  @Choice('agent', 'supervisor', 'admin', 'owner') role!: AgentDocument['role'];
}

export class GroupBody implements GroupDocument {
  @Text(200) name!: string;
  @Text(2000) guide!: string;
}

export class QueueBody implements QueueDocument {
  @Switch() enabled!: boolean;
  @WholeOrNull(0, 100_000) maxLength!: number | null;
  @WholeOrNull(1, 86_400) maxWaitSeconds!: number | null;
  @Whole(1, 86_400) abandonAfterSeconds!: number;
  @Text(2000) message!: string;
}

export class OfferBody implements OfferSetting {
  @Switch() enabled!: boolean;
  @Text(2000) text!: string;
}

export class SubmissionBody implements SubmissionDocument {
  @Switch() enabled!: boolean;
  @Part(() => OfferBody) outOfHours!: OfferBody;
  @Part(() => OfferBody) nobodyOnline!: OfferBody;
  @Part(() => OfferBody) queueFull!: OfferBody;
  @Part(() => OfferBody) queueTimeout!: OfferBody;
}

export class IntervalBody {
  @Text(5) start!: string;
  @Text(5) end!: string;
}

export class WeekBody implements Record<Weekday, IntervalBody[]> {
  @Parts(() => IntervalBody) mon!: IntervalBody[];
  @Parts(() => IntervalBody) tue!: IntervalBody[];
  @Parts(() => IntervalBody) wed!: IntervalBody[];
  @Parts(() => IntervalBody) thu!: IntervalBody[];
  @Parts(() => IntervalBody) fri!: IntervalBody[];
  @Parts(() => IntervalBody) sat!: IntervalBody[];
  @Parts(() => IntervalBody) sun!: IntervalBody[];
}

export class HoursBody implements HoursDocument {
  @Switch() alwaysOpen!: boolean;
  @Text(64) timeZone!: string;
  @Part(() => WeekBody) weekly!: WeekBody;
}

export class StrategyBody implements StrategyDocument {
  @Choice('saturation') method!: 'saturation';
  @Whole(0, 10_080) directReturnMinutes!: number;
}
