// A visitor who comes again and again and does as told: 503 with Retry-After is asked again after that time, with the
// same key; where nobody listens, at the next gateway. What was acknowledged is kept.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const TALKS = 3;
const GIVES_UP_MS = 30_000;

export class SteadyVisitor {
  requests = 0;
  /** From the first 503 to the answer, ms, of every request that was told to come again. */
  readonly refused: number[] = [];
  /** Connections that broke after the request was sent. */
  cut = 0;
  readonly troubles: string[] = [];
  /** conversationId → texts, in order. */
  readonly acknowledged = new Map<string, string[]>();
  private turn = 0;
  private stopped = false;

  constructor(
    private readonly gateways: readonly string[],
    private readonly name: string,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  async run(): Promise<void> {
    for (let visit = 1; !this.stopped; visit++) {
      try {
        await this.visit(`${this.name}, visit ${visit}`);
      } catch (error) {
        this.troubles.push(`${this.name}, visit ${visit}: ${(error as Error).message}`);
      }
    }
  }

  private async visit(name: string): Promise<void> {
    const { token } = await this.ask(null, '/v1/visitor-sessions', { site: 'demo' });
    const { conversationId } = await this.ask(token as string, '/v1/conversations', { text: `${name} asks` });
    const texts = [`${name} asks`];
    this.acknowledged.set(conversationId as string, texts);
    for (let i = 1; i <= TALKS; i++) {
      const text = `${name} says ${i}`;
      const path = `/v1/conversations/${conversationId}/messages`;
      await this.ask(token as string, path, { clientMessageId: randomUUID(), text });
      texts.push(text);
      await sleep(250);
    }
    await this.ask(token as string, `/v1/conversations/${conversationId}/close`, {});
  }

  private async ask(token: string | null, path: string, body: object): Promise<Record<string, unknown>> {
    const key = randomUUID();
    let refusedAt: number | null = null;
    this.requests++;
    for (const end = Date.now() + GIVES_UP_MS; Date.now() < end;) {
      let answer: Answer & { readonly retryAfter: number | null };
      try {
        answer = await this.once(token, path, body, key);
      } catch (error) {
        if (!isNobodyThere(error)) this.cut++;
        this.turn++;
        await sleep(50);
        continue;
      }
      const { status, retryAfter } = answer;
      if (status < 300) {
        if (refusedAt !== null) this.refused.push(performance.now() - refusedAt);
        return answer.body;
      }
      if (status !== 503 || retryAfter === null) throw new Error(`${path}: ${status} ${JSON.stringify(answer.body)}`);
      refusedAt ??= performance.now();
      await sleep(retryAfter * 1_000);
      this.turn++;
    }
    throw new Error(`${path} was not answered within ${GIVES_UP_MS / 1000} s`);
  }

  private async once(token: string | null, path: string, body: object, key: string) {
    const url = this.gateways[this.turn % this.gateways.length] as string;
    const response = await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    const retryAfter = response.headers.get('retry-after');
    const said = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body: said, retryAfter: retryAfter === null ? null : Number(retryAfter) };
  }
}

const isNobodyThere = (error: unknown): boolean => {
  const cause = (error as { cause?: { code?: string; errors?: { code?: string }[] } }).cause;
  return cause?.code === 'ECONNREFUSED' || cause?.errors?.every(({ code }) => code === 'ECONNREFUSED') === true;
};
