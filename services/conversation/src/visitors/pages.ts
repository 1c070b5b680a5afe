// The pages a visitor looks at: the last few, for the agent who talks with them. No facts: they pass.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Visitors } from './visitors.js';

const KEPT = 50;
const KEPT_MS = 30 * 86_400_000;

@Injectable()
export class VisitedPages {
  constructor(
    @Inject(PORTS) private readonly ports: ServicePorts,
    @Inject(Visitors) private readonly visitors: Visitors,
  ) {}

  async report(workspace: string, visitorId: string, url: string, title: string): Promise<void> {
    const profile = await this.visitors.profileOf(workspace, visitorId);
    const now = this.ports.clock.now();
    await this.ports.db.query(
      `INSERT INTO visitor_page (workspace, visitor_id, at, url, title) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workspace, visitor_id, url) DO UPDATE SET at = excluded.at, title = excluded.title`,
      [workspace, profile, new Date(now), url, title],
    );
    await this.ports.db.query(
      `DELETE FROM visitor_page WHERE workspace = $1 AND visitor_id = $2 AND (at < $3 OR url IN (
         SELECT url FROM visitor_page WHERE workspace = $1 AND visitor_id = $2 ORDER BY at DESC OFFSET ${KEPT}))`,
      [workspace, profile, new Date(now - KEPT_MS)],
    );
  }

  /** Where the visitor is, as the proxy in front says; a row of its own, not a fact. */
  async locate(workspace: string, visitorId: string, country: string | null): Promise<void> {
    if (country === null) return;
    const profile = await this.visitors.profileOf(workspace, visitorId);
    await this.ports.db.query(
      `INSERT INTO visitor (workspace, visitor_id, country) VALUES ($1, $2, $3)
       ON CONFLICT (workspace, visitor_id) DO UPDATE SET country = excluded.country`,
      [workspace, profile, country],
    );
  }
}
