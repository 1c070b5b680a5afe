// Bodies are JSON and nothing else but the bytes of uploads, calendars and the forms of OIDC, and hold only letters that can
// be stored.
import type { FastifyInstance } from 'fastify';
import { acceptCalendars } from './calendar-body.js';
import { acceptForms } from './form-body.js';
import { ProblemException } from './problem.js';
import { acceptUploads } from './uploads/raw-body.js';

/** JSON can say what no database column holds: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\\u(0000|d[89a-f][0-9a-f]{2})/i;

/** Far more than any body of ours has. */
const DEEPEST = 20;

export function acceptJsonOnly(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  acceptUploads(fastify);
  acceptForms(fastify);
  acceptCalendars(fastify);
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    void parse(request, text, (error, body: unknown) => {
      if (error !== null) return done(error);
      if (isDeeper(body, DEEPEST)) return done(malformed(`The body is nested deeper than ${DEEPEST} levels.`));
      done(null, UNSTORABLE.test(text) ? storable(body) : body);
    });
  });
}

const malformed = (detail: string): ProblemException => new ProblemException('malformed_json', detail);

/** Looked at before anything walks through it whole. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

/** As it was typed, without what can not be kept. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, storable(member)]));
}
