// What a route answers, for the OpenAPI document. The compiler refuses a name whose type the handler does not answer.
import type { AnswerName, Answers as AnswerTypes } from '@frontdesk/contracts';
import { ApiExtension } from '@nestjs/swagger';

/** What is said here stands in the document until `complete` has made responses of it. */
export const ANSWERS = 'x-answers';

/** What its statuses mean; left out: the one that the route has anyway. */
export type Statuses = Readonly<Record<number, string>>;

export type Answered =
  { readonly name: AnswerName; readonly statuses?: Statuses } | { readonly media: Media; readonly description: string };

/** By media type; a name: JSON of that shape; null: bytes or text. */
type Media = Readonly<Record<string, AnswerName | null>>;

type Handler<Answer> = (...given: never[]) => Answer | undefined | Promise<Answer | undefined>;

/** `@Answers('ConversationView')`: JSON of that shape. Answered with nothing (304, 204), it needs no word here. */
export const Answers =
  <Name extends AnswerName>(name: Name, statuses?: Statuses) =>
  <Method extends Handler<AnswerTypes[Name]>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    say({ name, ...(statuses && { statuses }) })(target, key, descriptor);
  };

/** What is no JSON, or not always: pages, files, texts. */
export const AnswersMedia = (description: string, media: Media): MethodDecorator => say({ media, description });

const say = (answered: Answered): MethodDecorator => ApiExtension(ANSWERS, answered) as MethodDecorator;
