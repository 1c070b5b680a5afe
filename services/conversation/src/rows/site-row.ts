// A site: the public key in a host page, and the workspace, channel and default group it leads to.
import { EntitySchema } from 'typeorm';

export interface SiteRow {
  readonly site: string;
  readonly workspace: string;
  readonly channel: string;
  readonly defaultGroup: string;
  /** None: pages of any origin may open the widget. */
  readonly allowedOrigins: readonly string[];
  readonly identityMode: 'anonymous' | 'verified' | 'required';
}

export const SiteRows = new EntitySchema<SiteRow>({
  name: 'site',
  columns: {
    site: { type: 'text', primary: true },
    workspace: { type: 'text' },
    channel: { type: 'text' },
    defaultGroup: { name: 'default_group', type: 'text' },
    allowedOrigins: { name: 'allowed_origins', type: 'jsonb' },
    identityMode: { name: 'identity_mode', type: 'text' },
  },
});
