// Links to files: signed, for a while, for whoever holds one; and what following one answers. The key stands in the
// service's own table, so that links survive restarts and every replica signs alike.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FileLink } from '@frontdesk/contracts';
import type { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ServicePorts } from '../ports.js';
import { ProblemException } from '../problem.js';
import type { LinkQuery } from './file-request.js';
import { storedFile, type UploadRow } from './keep-upload.js';
import { fileGone, serveFile } from './serve-file.js';

const LASTS_MS = 15 * 60 * 1000;
/** The same link for all who ask within this time, so that a browser keeps what it has. */
const STEP_MS = 5 * 60 * 1000;

export class FileLinks {
  private loading: Promise<readonly string[]> | null = null;

  /** @param path where this service opens its links */
  constructor(
    private readonly ports: Pick<ServicePorts, 'clock' | 'db' | 'files'>,
    private readonly path: string,
  ) {}

  /** A path on the product's origin. */
  async to(row: UploadRow): Promise<FileLink> {
    const { fileId } = row;
    const expires = Math.ceil(this.ports.clock.now() / STEP_MS) * STEP_MS + LASTS_MS;
    const [newest = ''] = await this.secrets();
    const signature = signatureOf(newest, fileId, expires);
    const url = `${this.path}/${fileId}?expires=${expires}&signature=${signature}`;
    return { ...storedFile(row), url, expiresAt: new Date(expires).toISOString() };
  }

  /**
   * What a link answers.
   * @param row the file's, when it can still be opened
   * @throws ProblemException link_not_valid, link_expired, file_gone
   */
  async follow(
    { fileId, expires, signature }: LinkQuery & { readonly fileId: string },
    reply: FastifyReply,
    row: () => Promise<UploadRow | null>,
  ): Promise<StreamableFile> {
    await this.expectValid(fileId, expires, signature);
    const found = await row();
    if (found === null) throw fileGone();
    return serveFile(this.ports.files, found, reply);
  }

  private async expectValid(fileId: string, expires: string, signature: string): Promise<void> {
    const until = Number(expires);
    const secrets = await this.secrets();
    const signed = secrets.some((secret) => same(signatureOf(secret, fileId, until), signature));
    if (!signed)
      throw new ProblemException('link_not_valid', 'This link to a file is not one of ours, or was changed.');
    if (this.ports.clock.now() < until) return;
    throw new ProblemException('link_expired', 'This link has expired. Open the file from the chat again.');
  }

  private secrets(): Promise<readonly string[]> {
    this.loading ??= this.readOrMake().catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  /** The newest signs; the older ones still open what they signed. */
  private async readOrMake(): Promise<readonly string[]> {
    const read = async (): Promise<readonly string[]> => {
      const rows = await this.ports.db.query<{ readonly secret: string }[]>(
        'SELECT secret FROM file_key ORDER BY generation DESC',
      );
      return rows.map(({ secret }) => secret);
    };
    const found = await read();
    if (found.length > 0) return found;
    // Two replicas that start at once agree on whichever came first.
    const made = randomBytes(32).toString('base64url');
    await this.ports.db.query('INSERT INTO file_key VALUES (1, $1) ON CONFLICT DO NOTHING', [made]);
    return read();
  }
}

const signatureOf = (secret: string, fileId: string, expires: number): string =>
  createHmac('sha256', secret).update(`${fileId}\n${expires}`).digest('base64url');

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
