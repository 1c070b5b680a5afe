// What is read of visitors: by staff the whole, by the start of a conversation what rules may look at.
import { cardOf, vipOf, visitorDecider, type VisitorState } from '@frontdesk/conversation';
import type { VisitorHistory, VisitorPast, VisitorProfile } from '@frontdesk/contracts';
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Visitors } from './visitors.js';

interface ProfileRow {
  readonly version: number | null;
  readonly state: VisitorState | null;
  readonly country: string | null;
  readonly verified: boolean;
  /** As the newest conversation has it. */
  readonly name: string | null;
}

interface PastRow extends Omit<VisitorPast, 'at' | 'rating'> {
  readonly at: Date;
  readonly rating: VisitorPast['rating'];
}

const MOST_PAST = 100;

@Injectable()
export class Profiles {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Visitors) private readonly visitors: Visitors,
  ) {}

  /** For the start of a conversation: one query. */
  async forRules(workspace: string, visitorId: string): Promise<{ readonly id: string; readonly state: VisitorState }> {
    const rows: readonly { readonly id: string; readonly state: VisitorState | null }[] = await this.ports.db.query(
      `SELECT p.id, v.state FROM (SELECT coalesce(
         (SELECT profile_id FROM visitor_alias WHERE workspace = $1 AND visitor_id = $2), $2) AS id) p
       LEFT JOIN visitor v ON v.workspace = $1 AND v.visitor_id = p.id`,
      [workspace, visitorId],
    );
    return { id: rows[0]?.id ?? visitorId, state: rows[0]?.state ?? visitorDecider.initial() };
  }

  /** Null: there is no such visitor here. */
  async profile(workspace: string, visitorId: string): Promise<VisitorProfile | null> {
    const id = await this.visitors.profileOf(workspace, visitorId);
    const [row] = await this.ports.db.query<ProfileRow[]>(
      `SELECT v.version, v.state, v.country, c.name,
         EXISTS (SELECT 1 FROM visitor_identity i WHERE i.workspace = $1 AND i.visitor_id = $2) AS verified
       FROM (SELECT 1) one
       LEFT JOIN visitor v ON v.workspace = $1 AND v.visitor_id = $2
       LEFT JOIN LATERAL (SELECT visitor_name AS name FROM conversation WHERE workspace = $1 AND visitor_id = $2
         ORDER BY arrived_at DESC LIMIT 1) c ON true`,
      [workspace, id],
    );
    if (row === undefined || (row.version === null && row.name === null)) return null;
    const state = row.state ?? visitorDecider.initial();
    const card = cardOf(state);
    const { customFields, notes, merged } = state;
    return {
      ...{ visitorId: id, version: state.version, ...card, name: card.name ?? row.name, vip: vipOf(state) },
      ...{ verified: row.verified, customFields, merged, country: row.country },
      attributes: Object.entries(state.attributes)
        .map(([name, attribute]) => ({ name, ...attribute }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
      notes: [...notes].reverse().map(({ noteId, text, byName }) => ({ noteId, text, byName })),
      pages: await this.pages(workspace, id),
    };
  }

  private async pages(workspace: string, visitorId: string): Promise<VisitorProfile['pages']> {
    const rows: readonly { readonly url: string; readonly title: string; readonly at: Date }[] =
      await this.ports.db.query(
        'SELECT url, title, at FROM visitor_page WHERE workspace = $1 AND visitor_id = $2 ORDER BY at DESC LIMIT 50',
        [workspace, visitorId],
      );
    return rows.map(({ url, title, at }) => ({ url, title, at: at.toISOString() }));
  }

  /** Under every id they were known by. */
  async history(workspace: string, { visitorId, merged }: VisitorProfile): Promise<VisitorHistory> {
    const rows = await this.ports.db.query<PastRow[]>(
      `SELECT * FROM (
         SELECT 'conversation' AS kind, conversation_id AS id, arrived_at AS at, group_id AS "groupId",
           agent_name AS "agentName", last_text AS text, state, rating
         FROM conversation WHERE workspace = $1 AND visitor_id = ANY($2)
         UNION ALL
         SELECT 'submission', submission_id, at, group_id, NULL, text, state, NULL
         FROM visitor_submission WHERE workspace = $1 AND visitor_id = ANY($2)) past
       ORDER BY at DESC LIMIT ${MOST_PAST}`,
      [workspace, [visitorId, ...merged]],
    );
    return {
      data: rows.map(({ at, rating, ...past }) => ({
        ...past,
        at: at.toISOString(),
        rating: rating && { kind: rating.kind, score: rating.score },
      })),
    };
  }
}
