// Runs one command on one visitor: facts and row in one append. Whoever turned out to be another is that one.
import {
  visitorDecider,
  type VisitorCommand,
  type VisitorFact,
  type VisitorRefusal,
  type VisitorState,
} from '@frontdesk/conversation';
import type { VerifiedIdentity } from '@frontdesk/contracts';
import { AggregateHandler } from '@frontdesk/engine';
import type { RecordMeta } from '@frontdesk/journal';
import { PORTS, problemOf, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { VISITOR_EVENTS } from '../topics.js';

type Words = Readonly<Record<string, string | number | boolean>>;

@Injectable()
export class Visitors {
  private readonly handler: AggregateHandler<Queryable, VisitorState, VisitorCommand, VisitorFact, VisitorRefusal>;

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {
    const { journal, ids } = ports;
    this.handler = new AggregateHandler({ journal, ids, decider: visitorDecider, topic: VISITOR_EVENTS });
  }

  /** The visitor whom this id leads to. */
  async profileOf(workspace: string, visitorId: string): Promise<string> {
    const rows: readonly { readonly profile_id: string }[] = await this.ports.db.query(
      'SELECT profile_id FROM visitor_alias WHERE workspace = $1 AND visitor_id = $2',
      [workspace, visitorId],
    );
    return rows[0]?.profile_id ?? visitorId;
  }

  /** What a page, or the site by its key, says of the visitor of a session; the same again is nothing new. */
  async identify(workspace: string, visitorId: string, said: VerifiedIdentity | null, page: Words): Promise<void> {
    if (said === null && Object.keys(page).length === 0) return;
    const profile = await this.profileOf(workspace, visitorId);
    const meta = this.metaOf(profile);
    if (Object.keys(page).length > 0) {
      const identity = { signed: false, attributes: page };
      await this.run(workspace, profile, { type: 'identify', identity }, meta);
    }
    if (said === null) return;
    const { name, email, phone, vip, attributes = {} } = said;
    const identity = {
      ...{ signed: true, attributes, name, email },
      ...(phone === undefined ? {} : { phone }),
      ...(vip === undefined ? {} : { vip }),
    };
    await this.run(workspace, profile, { type: 'identify', identity }, meta);
  }

  /** Who was anonymous until now is this person: one profile from here on. */
  async merge(workspace: string, from: string, into: string): Promise<void> {
    const { state: other } = await this.handler.load(workspace, from);
    const command = { type: 'merge', from, other } as const;
    await this.run(workspace, into, command, this.metaOf(into), async (tx) => {
      await tx.query(
        `INSERT INTO visitor_alias (workspace, visitor_id, profile_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [workspace, from, into],
      );
      await tx.query(
        `INSERT INTO visitor_page SELECT workspace, $3, at, url, title FROM visitor_page
         WHERE workspace = $1 AND visitor_id = $2 ON CONFLICT DO NOTHING`,
        [workspace, from, into],
      );
      await tx.query('DELETE FROM visitor_page WHERE workspace = $1 AND visitor_id = $2', [workspace, from]);
    });
  }

  /** @throws ProblemException stale, invalid_visitor */
  async run(
    workspace: string,
    visitorId: string,
    command: VisitorCommand,
    meta: RecordMeta,
    more?: (tx: Queryable) => Promise<void>,
  ): Promise<void> {
    const at = this.ports.clock.now();
    const handled = await this.handler.handle({
      ...{ workspace, stream: visitorId, key: visitorId, command, at, meta },
      rows: async (tx, state, version, stored) => {
        if (stored.length > 0) await save(tx, workspace, visitorId, state, version);
        await more?.(tx);
      },
    });
    if (handled.outcome === 'rejected') throw problemOf(handled.refusal);
  }

  private metaOf(actor: string): RecordMeta {
    return { actor, correlationId: this.ports.ids.next(), causationId: null };
  }
}

async function save(
  tx: Queryable,
  workspace: string,
  visitorId: string,
  state: VisitorState,
  version: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO visitor (workspace, visitor_id, version, state) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace, visitor_id) DO UPDATE SET version = excluded.version, state = excluded.state`,
    [workspace, visitorId, version, JSON.stringify(state)],
  );
}
