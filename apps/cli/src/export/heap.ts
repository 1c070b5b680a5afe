// A binary heap: the first by `before` on top.

export class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly before: (a: T, b: T) => boolean) {}

  push(item: T): void {
    let slot = this.items.push(item) - 1;
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      if (!this.before(item, this.items[parent] as T)) break;
      this.items[slot] = this.items[parent] as T;
      slot = parent;
    }
    this.items[slot] = item;
  }

  pop(): T | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) this.sink(last);
    return first;
  }

  private sink(item: T): void {
    const { items } = this;
    let slot = 0;
    for (let child = 1; child < items.length; child = 2 * slot + 1) {
      const right = child + 1;
      if (right < items.length && this.before(items[right] as T, items[child] as T)) child = right;
      if (!this.before(items[child] as T, item)) break;
      items[slot] = items[child] as T;
      slot = child;
    }
    items[slot] = item;
  }
}
