// The decisions about one conversation: those that the index names, and those that it lacks. It follows the log and is a
// little behind, so what lies between is looked through in the log itself. O(decisions about it + those behind).
import type { Decided } from '@frontdesk/engine';
import type { StoredRecord } from '@frontdesk/journal';
import type { RoutingEvent, RoutingInput } from '@frontdesk/routing';
import { Inject, Injectable } from '@nestjs/common';
import { Engine } from './engine.js';
import { Names } from './names.js';
import { SERVICE as INDEX } from './reactions.js';

@Injectable()
export class DecisionsAbout {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Names) private readonly names: Names,
  ) {}

  async records(workspace: string, conversationId: string): Promise<readonly StoredRecord[]> {
    // First: what is indexed meanwhile is found twice, not never.
    const behind = await this.beyondIndex(workspace, conversationId);
    const rows = await this.names.decisionsAbout(workspace, conversationId);
    const seqs = new Set(rows.map(({ seq }) => seq));
    const indexed = await Promise.all([...seqs].map((seq) => this.engine.record(workspace, seq)));
    const found = behind.filter(({ seq }) => !seqs.has(seq));
    return [...indexed.filter((record) => record !== null), ...found];
  }

  async any(workspace: string, conversationId: string): Promise<boolean> {
    const behind = await this.beyondIndex(workspace, conversationId);
    return behind.length > 0 || this.names.decidedAbout(workspace, conversationId);
  }

  private beyondIndex(workspace: string, conversationId: string): Promise<readonly StoredRecord[]> {
    // Most name somebody else, and need not be parsed to see it.
    const named = (record: StoredRecord): boolean =>
      record.body.includes(conversationId) && decidedBy(record).events.some((event) => concerns(event, conversationId));
    return this.engine.beyond(workspace, INDEX, named);
  }
}

export const decidedBy = ({ body }: StoredRecord) => JSON.parse(body) as Decided<RoutingInput, RoutingEvent>;

export const concerns = ({ data }: RoutingEvent, conversationId: string): boolean =>
  'conversationId' in data && data.conversationId === conversationId;
