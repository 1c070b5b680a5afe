// A stand-in for a server that speaks S3, in memory: objects, and uploads in parts. It checks that requests are signed
// with the key it knows, not the signature itself. For tests only.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/** @param {{ bucket: string, keyId: string, port?: number }} options */
export async function startS3StandIn({ bucket, keyId, port = 0 }) {
  const objects = new Map();
  const uploads = new Map();
  const seen = [];

  const refuse = (reply, status, code) =>
    reply
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  const answer = (reply, xml) => reply.writeHead(200, { 'content-type': 'application/xml' }).end(xml);
  const etagged = (reply) => reply.writeHead(200, { etag: `"${randomUUID()}"` }).end();

  const parts = {
    begin(reply, key) {
      const id = randomUUID();
      uploads.set(id, new Map());
      answer(
        reply,
        `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    },
    put(reply, upload, number, body) {
      upload.set(number, body);
      etagged(reply);
    },
    complete(reply, key, id) {
      const found = [...uploads.get(id)].sort(([a], [b]) => a - b);
      objects.set(key, Buffer.concat(found.map(([, body]) => body)));
      uploads.delete(id);
      answer(reply, `<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`);
    },
  };

  function handle(request, reply, body) {
    const url = new URL(request.url, 'http://s3');
    const [, named, ...rest] = url.pathname.split('/');
    const key = rest.join('/');
    const query = [...url.searchParams.keys()].filter((name) => name !== 'x-id');
    seen.push(`${request.method} ${url.pathname}${query.length > 0 ? `?${query.join('&')}` : ''}`);
    if (!(request.headers.authorization ?? '').startsWith(`AWS4-HMAC-SHA256 Credential=${keyId}/`))
      return refuse(reply, 403, 'AccessDenied');
    if (named !== bucket) return refuse(reply, 404, 'NoSuchBucket');
    const id = url.searchParams.get('uploadId');
    if (id !== null && !uploads.has(id)) return refuse(reply, 404, 'NoSuchUpload');
    switch (request.method) {
      case 'PUT':
        if (id !== null) return parts.put(reply, uploads.get(id), Number(url.searchParams.get('partNumber')), body);
        objects.set(key, body);
        return etagged(reply);
      case 'POST':
        return id === null ? parts.begin(reply, key) : parts.complete(reply, key, id);
      case 'GET':
        if (!objects.has(key)) return refuse(reply, 404, 'NoSuchKey');
        return reply.writeHead(200, { 'content-length': objects.get(key).length }).end(objects.get(key));
      case 'DELETE':
        if (id === null) objects.delete(key);
        else uploads.delete(id);
        return reply.writeHead(204).end();
      default:
        return refuse(reply, 405, 'MethodNotAllowed');
    }
  }

  const server = createServer((request, reply) => {
    const body = [];
    request.on('data', (part) => body.push(part));
    request.on('end', () => handle(request, reply, Buffer.concat(body)));
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** The keys of what is kept. */
    keys: () => [...objects.keys()],
    unfinished: () => uploads.size,
    seen: () => [...seen],
    empty: () => void (objects.clear(), uploads.clear(), (seen.length = 0)),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
