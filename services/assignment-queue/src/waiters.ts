// Requests that wait for an event: released by its id, or failed by a deadline.

interface Waiter<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export class Waiters<Answer> {
  private readonly waiting = new Map<string, Waiter<Answer>>();

  wait(id: string): Promise<Answer> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  get none(): boolean {
    return this.waiting.size === 0;
  }

  has(id: string): boolean {
    return this.waiting.has(id);
  }

  answer(id: string, answer: Answer): void {
    this.take(id)?.resolve(answer);
  }

  fail(id: string, error: Error): void {
    this.take(id)?.reject(error);
  }

  private take(id: string): Waiter<Answer> | undefined {
    const waiter = this.waiting.get(id);
    this.waiting.delete(id);
    return waiter;
  }
}
