// Calendars as programs keep them (`text/calendar`): taken where one is imported, as the JSON body that says the same.
import { isCalendarPath } from '@frontdesk/contracts';
import type { FastifyInstance } from 'fastify';
import { ProblemException } from './problem.js';

type Query = Readonly<Record<string, string | undefined>>;

/** What else the body would say stands in the query: `?groupId=&dryRun=true&reason=`. */
export function acceptCalendars(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<string>('text/calendar', { parseAs: 'string' }, (request, text, done) => {
    if (!isCalendarPath(request.url))
      return done(new ProblemException('unsupported_media_type', 'Send the body as application/json.'));
    const { groupId, dryRun, reason } = request.query as Query;
    done(null, {
      calendar: text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd'),
      ...(groupId === undefined ? {} : { groupId }),
      ...(reason === undefined ? {} : { reason }),
      // Anything else is answered as a fault of the body.
      ...(dryRun === undefined ? {} : { dryRun: ({ true: true, false: false } as const)[dryRun] ?? dryRun }),
    });
  });
}
