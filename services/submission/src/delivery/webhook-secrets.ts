// The secret of each address, made when it is first needed: it signs what goes there, so it is kept as it is, in this
// table alone.
import { randomBytes } from 'node:crypto';
import { PORTS, type Queryable, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';
import { queryableOf } from '../commands/queryable.js';

@Injectable()
export class WebhookSecrets {
  private readonly db: Queryable;

  constructor(@Inject(PORTS) ports: ServicePorts) {
    this.db = queryableOf(ports);
  }

  async of(workspace: string, url: string): Promise<string> {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    await this.db.query(
      'INSERT INTO webhook_secret (workspace, url, secret) VALUES ($1, $2, $3) ON CONFLICT (workspace, url) DO NOTHING',
      [workspace, url, secret],
    );
    const { rows } = await this.db.query('SELECT secret FROM webhook_secret WHERE workspace = $1 AND url = $2', [
      ...[workspace, url],
    ]);
    const kept = rows[0]?.['secret'];
    return typeof kept === 'string' ? kept : secret;
  }
}
