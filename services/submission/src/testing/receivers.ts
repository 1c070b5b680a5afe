// Those who are told of submissions: a mail server and a web address, each of which can be away and come back.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export class WebReceiver {
  readonly posts: Post[] = [];
  /** What is answered. */
  status = 204;
  headers: Readonly<Record<string, string>> = {};
  private server: Server | null = null;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async up(): Promise<void> {
    const server = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.posts.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
        reply.writeHead(this.status, this.headers).end();
      });
    });
    this.server = server;
    await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done));
    this.port = (server.address() as AddressInfo).port;
  }

  async down(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((done) => (this.server === null ? done() : this.server.close(() => done())));
    this.server = null;
  }
}

export interface Letter {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

export class MailReceiver {
  readonly letters: Letter[] = [];
  private server: SMTPServer | null = null;
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, session, done) => {
        void simpleParser(stream).then(({ messageId = '', subject = '', text = '', attachments }) => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
          const files = attachments.map(({ filename = '', size }) => ({ name: filename, bytes: size }));
          this.letters.push({ messageId, subject, text, to, files });
          done();
        }, done);
      },
    });
    this.server = server;
    await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done));
    this.port = (server.server.address() as AddressInfo).port;
  }

  async down(): Promise<void> {
    await new Promise<void>((done) => (this.server === null ? done() : this.server.close(() => done())));
    this.server = null;
  }
}
