// A memory of bounded size: what was not touched for longest goes first, and it is known that something went.

export class Recent<Value> {
  /** How many were forgotten: from then on, "never seen" may mean "seen long ago". */
  forgotten = 0;
  private readonly entries = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get(name: string): Value | undefined {
    return this.entries.get(name);
  }

  set(name: string, value: Value): void {
    this.entries.delete(name);
    this.entries.set(name, value);
    if (this.entries.size <= this.most) return;
    const [oldest] = this.entries.keys();
    this.entries.delete(oldest as string);
    this.forgotten++;
  }

  delete(name: string): void {
    this.entries.delete(name);
  }
}
