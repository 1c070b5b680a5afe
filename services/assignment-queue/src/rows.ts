// Own read rows: which decisions concern a conversation, and what agents and groups are called.
import { EntitySchema } from 'typeorm';

/** One event about one conversation, and the lane position that holds its decision. */
export interface DecisionRow {
  readonly workspace: string;
  readonly conversationId: string;
  /** Seq in the workspace's decision lane. */
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
}

export interface NameRow {
  readonly workspace: string;
  readonly kind: 'agents' | 'groups' | 'transfer-approval';
  readonly id: string;
  readonly name: string;
}

const bigint = { from: (value: string) => Number(value), to: (value: number) => value };

export const DecisionRows = new EntitySchema<DecisionRow>({
  name: 'decision',
  columns: {
    workspace: { type: 'text', primary: true },
    conversationId: { name: 'conversation_id', type: 'text', primary: true },
    seq: { type: 'bigint', primary: true, transformer: bigint },
    type: { type: 'text', primary: true },
    at: { type: 'timestamptz' },
  },
});

export const NameRows = new EntitySchema<NameRow>({
  name: 'name',
  columns: {
    workspace: { type: 'text', primary: true },
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    name: { type: 'text' },
  },
});
