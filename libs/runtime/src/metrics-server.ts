// GET /metrics on a port of its own, so that it needs no token and no proxy leads to it.
import { createServer, type Server } from 'node:http';
import type { Metrics } from '@frontdesk/nest';

/** Answers how to stop it. A port that is taken costs the metrics, never the service: it is said and gone without. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
  say: (message: string) => void,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end();
    metrics.page().then(
      (page) => void response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(page),
      () => void response.writeHead(500).end(),
    );
  });
  const trouble = await listening(server, host, port);
  if (trouble !== null) say(`there are no metrics at port ${port}: ${trouble.message}`);
  return () =>
    new Promise((done) => {
      metrics.stop();
      server.closeAllConnections();
      server.close(() => done());
    });
}

function listening(server: Server, host: string, port: number): Promise<Error | null> {
  return new Promise((done) => {
    server.once('error', (error) => done(error));
    server.listen(port, host, () => done(null));
  });
}
