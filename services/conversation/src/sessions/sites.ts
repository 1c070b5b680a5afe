// The sites whose pages may open a session.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { SiteRows, type SiteRow } from '../rows/site-row.js';

/** The site of the demo workspace, until the document of its channel has come. */
export const DEMO_SITE: SiteRow = {
  ...{ site: 'demo', workspace: 'demo', channel: 'web', defaultGroup: 'support' },
  ...{ allowedOrigins: [], identityMode: 'anonymous' },
};

@Injectable()
export class Sites {
  private readonly rows: Repository<SiteRow>;

  constructor(@Inject(PORTS) ports: ServicePorts) {
    this.rows = ports.db.getRepository(SiteRows);
  }

  find(site: string): Promise<SiteRow | null> {
    return this.rows.findOneBy({ site });
  }

  ofChannel(workspace: string, channel: string): Promise<SiteRow | null> {
    return this.rows.findOneBy({ workspace, channel });
  }

  /** Makes the site unless its key or its channel has one: a channel's document has the last word. */
  async ensure(site: SiteRow): Promise<void> {
    if ((await this.ofChannel(site.workspace, site.channel)) !== null) return;
    await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...site })
      .orIgnore()
      .execute();
  }

  async save(site: SiteRow): Promise<void> {
    await this.rows.upsert({ ...site }, ['site']);
  }
}
