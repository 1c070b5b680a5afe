// What the routes of every document do: conditions in, ETag out.
import type { Principal, Versioned } from '@frontdesk/contracts';
import type { DocumentKind, Documents } from '@frontdesk/settings';
import { Inject, Injectable } from '@nestjs/common';
import { etagOf, expectedVersion, isKnown, seenVersion, type Exchange } from './conditions.js';
import { SettingsDocuments, type Author } from './documents.js';
import { SettingsHistory, type HistoryEntry } from './history.js';

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
    document: Documents[Kind],
    id: string | null = null,
  ): Promise<Answer<Kind>> {
    const expected = expectedVersion(exchange);
    await this.documents.save(authorOf(who, exchange), kind, id, expected, document);
    const saved = await this.documents.read(who.workspace, kind, id);
    void exchange.reply.status(expected === null ? 201 : 200).header('etag', etagOf(saved.version));
    return saved;
  }

  remove(who: Principal, exchange: Exchange, kind: DocumentKind, id: string): Promise<void> {
    return this.documents.remove(authorOf(who, exchange), kind, id, seenVersion(exchange));
  }

  async history(
    who: Principal,
    kind: DocumentKind,
    id: string | null = null,
  ): Promise<{ data: readonly HistoryEntry[] }> {
    return { data: await this.changes.of(who.workspace, kind, id) };
  }
}

const authorOf = (who: Principal, exchange: Exchange): Author => ({
  workspace: who.workspace,
  actor: who.id,
  requestId: exchange.requestId,
});
