// One query with plain statements before or behind it, in one message to the server and one answer from it. The server
// stops at the first that fails and skips the others: what comes after BEGIN never runs outside of its transaction, and
// COMMIT only behind what went well. It saves the round trips that BEGIN and COMMIT would be.
import pg, { type PoolClient, type QueryResult } from 'pg';
import type { Statement } from './statements.js';

/** What pg's own queries write to; cursors from its family write to it too. */
interface Wire {
  /** The named statements that the server has. */
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
  close(statement: { type: 'S'; name: string }): void;
  parse(statement: { text: string }): void;
  bind(values: object): void;
  execute(portal: object): void;
  sync(): void;
}

/** The two steps of pg's query that are framed. Its types show neither. */
interface Steps {
  name?: string | undefined;
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
  private readonly text: string;
  private toLearn: { readonly wire: Wire; readonly name: string } | null = null;

  constructor(
    private readonly frame: Frame,
    config: Config,
    waitMs: number,
    answered: Answered,
  ) {
    super(config, undefined, answered);
    this.text = config.text;
    this.query_timeout = waitMs;
  }

  override prepare(wire: Wire): void {
    const { before = [] } = this.frame;
    for (const text of before) plain(wire, text);
    if (before.length === 0 || this.name === undefined) return super.prepare(wire);
    // pg would take our statement for parsed as soon as the first of `before` was. So it is told at the end, when all
    // went well; until then the server may have it or not, and is asked to drop what it has.
    if (wire.parsedStatements[this.name] === undefined) wire.close({ type: 'S', name: this.name });
    super.prepare(wire);
    this.toLearn = { wire, name: this.name };
    delete wire.submittedNamedStatements[this.name];
    this.name = undefined;
  }

  learn(): void {
    if (this.toLearn !== null) this.toLearn.wire.parsedStatements[this.toLearn.name] = this.text;
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
    const query = new FramedQuery(frame, config, waitMs, (error, answers) => {
      if (error) return reject(error);
      query.learn();
      resolve([answers].flat());
    });
    client.query(query as unknown as pg.Submittable);
  });
}
