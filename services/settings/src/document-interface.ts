// What the interface's document says of the routes that every kind of settings document has.
import type { AnswerName, DocumentKind } from '@frontdesk/contracts';
import { Answers, type Statuses } from '@frontdesk/nest';
import { ApiHeader, ApiOperation, ApiQuery } from '@nestjs/swagger';

export const Reason = () =>
  ApiQuery({ name: 'reason', required: false, type: String, description: 'Why it is changed.' });
export const Against = () =>
  ApiQuery({ name: 'against', required: false, type: Number, description: 'Compare with it.' });

export const Summary = (summary: string) => ApiOperation({ summary });

const IfMatch = (description: string, required: boolean) => ApiHeader({ name: 'If-Match', required, description });
/** To save is to change what was seen, or to create what was not there. */
export const Seen = () => IfMatch('The ETag of what you have seen; to create it, `If-None-Match: *` instead.', false);
export const MustBeSeen = () => IfMatch('The ETag of what you have seen.', true);
export const Known = () =>
  ApiHeader({ name: 'If-None-Match', required: false, description: 'An ETag: 304 without a body while it is that.' });

export const READ = { 200: 'With its version as ETag.', 304: 'It is what If-None-Match names.' };
export const SAVED = { 200: 'Changed; its new version is the ETag.', 201: 'Created; its version is the ETag.' };

/** What a kind is called in the document's sentences. */
export const wordsOf = (kind: DocumentKind): string => kind.replaceAll('-', ' ');

/** `RoutingRules`: in the names of operations and answers. */
export const namePart = (kind: DocumentKind): string =>
  kind
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** The compiler knows no kind here; that a document reads like its schema, the service's spec looks at. */
export const AnswersDocument = (kind: DocumentKind, statuses?: Statuses): MethodDecorator =>
  Answers(`${namePart(kind)}Settings` as AnswerName, statuses) as MethodDecorator;

export const AnswersList = (kind: DocumentKind): MethodDecorator =>
  Answers(`${namePart(kind)}SettingsList` as AnswerName) as MethodDecorator;
