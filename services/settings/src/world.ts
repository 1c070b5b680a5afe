// What the core can't know of a document: whether the world has the zones and the addresses that it names.
import { isRange } from '@frontdesk/nest';
import type { FieldError } from '@frontdesk/kernel';
import type { BlockDocument, DocumentKind, Documents, HoursDocument, RoutingRulesDocument } from '@frontdesk/settings';
import { zoneExists } from './hours-state.js';

/** `document` is known to be well formed by itself. */
export function worldFaults(kind: DocumentKind, document: Documents[DocumentKind]): readonly FieldError[] {
  switch (kind) {
    case 'hours':
      return unknownZone(document as HoursDocument, '');
    case 'groups': {
      const { hours } = document as Documents['groups'];
      return hours === null ? [] : unknownZone(hours, '/hours');
    }
    case 'routing-rules':
      return noRanges(document as RoutingRulesDocument);
    case 'block-list': {
      const { what, value } = document as BlockDocument;
      return what === 'ip_range' ? noRange(value, '/value') : [];
    }
    default:
      return [];
  }
}

const unknownZone = ({ timeZone }: HoursDocument, at: string): readonly FieldError[] =>
  zoneExists(timeZone)
    ? []
    : [{ pointer: `${at}/timeZone`, code: 'unknown_zone', message: `${timeZone} is no known zone` }];

const noRange = (text: string, pointer: string): readonly FieldError[] =>
  isRange(text) ? [] : [{ pointer, code: 'not_a_range', message: `${text} is no address and no range of addresses` }];

const noRanges = ({ rules }: RoutingRulesDocument): readonly FieldError[] =>
  rules.flatMap(({ conditions }, rule) =>
    conditions.flatMap((one, condition) =>
      one.field === 'ip'
        ? one.values.flatMap((text, at) => noRange(text, `/rules/${rule}/conditions/${condition}/values/${at}`))
        : [],
    ),
  );
