// One query with plain statements before or behind it, in one message to the server and one answer from it. The server
// stops at the first that fails and skips the others: what comes after BEGIN never runs outside of its transaction, and
// COMMIT only behind what went well. It saves the round trips that BEGIN and COMMIT would be.
import pg, { type PoolClient, type QueryResult } from 'pg';
import type { Statement } from './statements.js';

/** What pg's own queries write to; cursors from its family write to it too. */
interface Wire {
  parse(statement: { text: string }): void;
  bind(values: object): void;
  execute(portal: object): void;
  sync(): void;
}

/** The two steps of pg's query that are framed. Its types show neither. */
interface Steps {
  prepare(wire: Wire): void;
  _getRows(wire: Wire): void;
}

type Config = Statement & { readonly values: readonly unknown[]; readonly queryMode: 'extended' };
type Answered = (error: Error | undefined, answers: QueryResult | QueryResult[]) => void;

const Query = pg.Query as unknown as new (config: Config, values: undefined, answered: Answered) => Steps;

export interface Frame {
  readonly before?: readonly string[];
  readonly behind?: readonly string[];
}

class FramedQuery extends Query {
  readonly query_timeout: number;

  constructor(
    private readonly frame: Frame,
    config: Config,
    waitMs: number,
    answered: Answered,
  ) {
    super(config, undefined, answered);
    this.query_timeout = waitMs;
  }

  override prepare(wire: Wire): void {
    for (const text of this.frame.before ?? []) plain(wire, text);
    super.prepare(wire);
  }

  override _getRows(wire: Wire): void {
    wire.execute({});
    for (const text of this.frame.behind ?? []) plain(wire, text);
    wire.sync();
  }
}

function plain(wire: Wire, text: string): void {
  wire.parse({ text });
  wire.bind({});
  wire.execute({});
}

/** Answers one result per statement, in order. */
export function sendFramed(
  client: PoolClient,
  frame: Frame,
  { statement, values, waitMs }: { statement: Statement; values: readonly unknown[]; waitMs: number },
): Promise<readonly QueryResult[]> {
  return new Promise((resolve, reject) => {
    const config = { ...statement, values, queryMode: 'extended' } as const;
    const answered: Answered = (error, answers) => (error ? reject(error) : resolve([answers].flat()));
    client.query(new FramedQuery(frame, config, waitMs, answered) as unknown as pg.Submittable);
  });
}
