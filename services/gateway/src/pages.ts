// The pages: built by the apps, served as they are. Hashed assets are immutable, documents always revalidated.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const APPS = appsAbove(import.meta.dirname);
const CONSOLE = resolve(APPS, 'console/dist');
const WIDGET = resolve(APPS, 'widget/dist');
const IMMUTABLE = 'public, max-age=31536000, immutable';
const JSON_TEXT = 'application/json; charset=utf-8';
const NO_CACHE = 'no-cache';

/** Registers the pages on the HTTP server; before it listens. */
export async function servePages(fastify: FastifyInstance, isDemo: () => boolean): Promise<void> {
  // Where people have an identity provider of their own, the first page is theirs to sign in.
  fastify.get('/', (_, reply) => reply.redirect(isDemo() ? '/demo' : '/workbench'));
  fastify.get('/demo', (_, reply) => page(reply, resolve(WIDGET, 'demo.html')));
  fastify.get('/widget.js', (_, reply) => file(reply, resolve(WIDGET, 'widget.js'), 'text/javascript; charset=utf-8'));
  // Asked for by the script from whatever page it runs in.
  fastify.get('/widget.de.json', (_, reply) =>
    file(reply.header('access-control-allow-origin', '*'), resolve(WIDGET, 'widget.de.json'), JSON_TEXT),
  );
  if (existsSync(resolve(WIDGET, 'widget')))
    await fastify.register(fastifyStatic, {
      ...{ root: resolve(WIDGET, 'widget'), prefix: '/widget/', decorateReply: false, cacheControl: false },
      setHeaders: (reply) => {
        reply.header('cache-control', IMMUTABLE);
        // Modules are asked for as any page's script would ask: with its origin.
        reply.header('access-control-allow-origin', '*');
      },
    });
  for (const path of ['/workbench', '/workbench/*', '/console', '/console/*']) {
    fastify.get(path, (_, reply) => page(reply, resolve(CONSOLE, 'index.html')));
  }
  if (!existsSync(CONSOLE)) return;
  await fastify.register(fastifyStatic, {
    root: CONSOLE,
    prefix: '/app/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', path.includes('/assets/') ? IMMUTABLE : NO_CACHE),
  });
}

/** This may run from its own folder, or from a part of a program in the root's `dist`. */
function appsAbove(folder: string): string {
  const apps = resolve(folder, 'apps');
  return existsSync(apps) || dirname(folder) === folder ? apps : appsAbove(dirname(folder));
}

const page = (reply: FastifyReply, path: string): Promise<FastifyReply> =>
  file(reply, path, 'text/html; charset=utf-8');

async function file(reply: FastifyReply, path: string, type: string): Promise<FastifyReply> {
  if (!existsSync(path)) return reply.code(503).type('text/plain').send('This page is not built; run npm run build.');
  return reply
    .header('cache-control', NO_CACHE)
    .type(type)
    .send(await readFile(path));
}
