// What the routes of every document do: conditions in, ETag out.
import type { HistoryEntry, Principal, RestoreRequest, Versioned, VersionAnswer } from '@frontdesk/contracts';
import { notFound } from '@frontdesk/nest';
import type { DocumentKind, Documents } from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import type { Author } from './changes.js';
import { etagOf, expectedVersion, isKnown, seenVersion, type Exchange } from './conditions.js';
import { SettingsDocuments, type Remarks } from './documents.js';
import { SettingsHistory } from './history.js';

type Answer<Kind extends DocumentKind> = Versioned<Documents[Kind]>;

@Injectable()
export class DocumentRoutes {
  constructor(
    @Inject(SettingsDocuments) private readonly documents: SettingsDocuments,
    @Inject(SettingsHistory) private readonly changes: SettingsHistory,
  ) {}

  async list<Kind extends DocumentKind>(who: Principal, kind: Kind): Promise<{ data: readonly Answer<Kind>[] }> {
    return { data: await this.documents.list(who.workspace, kind) };
  }

  /** Answers nothing with 304 when the client has the version already. */
  async read<Kind extends DocumentKind>(
    who: Principal,
    exchange: Exchange,
    kind: Kind,
    id: string | null = null,
  ): Promise<Answer<Kind> | undefined> {
    const found = await this.documents.read(who.workspace, kind, id);
    void exchange.reply.header('etag', etagOf(found.version));
    if (!isKnown(exchange, found.version)) return found;
    void exchange.reply.status(304);
    return undefined;
  }

  async save<Kind extends DocumentKind>(
    who: Principal,
    exchange: Exchange,
    kind: Kind,
    document: unknown,
    id: string | null = null,
  ): Promise<Answer<Kind>> {
    const expected = expectedVersion(exchange);
    await this.documents.save(authorOf(who, exchange), kind, id, expected, document, remarksOf(exchange.reason));
    return this.saved(who, exchange, kind, id, expected === null);
  }

  remove(who: Principal, exchange: Exchange, kind: DocumentKind, id: string): Promise<void> {
    const seen = seenVersion(exchange);
    return this.documents.remove(authorOf(who, exchange), kind, id, seen, remarksOf(exchange.reason));
  }

  async restore<Kind extends DocumentKind>(
    who: Principal,
    exchange: Exchange,
    kind: Kind,
    { version, reason }: RestoreRequest,
    id: string | null = null,
  ): Promise<Answer<Kind>> {
    const expected = expectedVersion(exchange);
    await this.documents.restore(authorOf(who, exchange), kind, id, expected, version, remarksOf(reason));
    return this.saved(who, exchange, kind, id, false);
  }

  async history(
    who: Principal,
    kind: DocumentKind,
    id: string | null = null,
  ): Promise<{ data: readonly HistoryEntry[] }> {
    return { data: await this.changes.of(who.workspace, kind, id) };
  }

  version(
    who: Principal,
    kind: DocumentKind,
    version: string,
    against: string | undefined,
    id: string | null = null,
  ): Promise<VersionAnswer> {
    const other = against === undefined ? null : versionIn(against);
    return this.changes.version(who.workspace, kind, id, versionIn(version), other);
  }

  private async saved<Kind extends DocumentKind>(
    who: Principal,
    { reply }: Exchange,
    kind: Kind,
    id: string | null,
    created: boolean,
  ): Promise<Answer<Kind>> {
    const saved = await this.documents.read(who.workspace, kind, id);
    void reply.status(created ? 201 : 200).header('etag', etagOf(saved.version));
    return saved;
  }
}

/** Versions are counted from 1; anything else is the version of nothing. */
function versionIn(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound('version of this document');
  return Number(text);
}

const remarksOf = (reason: string | undefined): Remarks => (reason === undefined ? {} : { reason });

export const authorOf = (who: Principal, exchange: Exchange): Author => ({
  workspace: who.workspace,
  actor: who.id,
  requestId: exchange.requestId,
});
