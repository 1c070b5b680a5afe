// What this service knows of the settings: the newest version of each document it needs, from settings.events.
import { EntitySchema } from 'typeorm';

export interface SettingRow {
  readonly workspace: string;
  readonly kind: string;
  /** '' for the documents of which a workspace has one. */
  readonly id: string;
  readonly version: number;
  /** Kept: the name of an agent who has left still stands in submissions. */
  readonly removed: boolean;
  /** As it was recorded: older ones lack what came later. */
  readonly document: unknown;
}

export const SettingRows = new EntitySchema<SettingRow>({
  name: 'setting',
  columns: {
    workspace: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    version: { type: 'int' },
    removed: { type: 'boolean' },
    document: { type: 'jsonb' },
  },
});
