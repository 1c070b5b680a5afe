// An order-statistic list: a B+ tree whose nodes count their items, so that a rank costs O(log n).
// A node also counts the items that are ready; `firstReady` then skips any number of those passed over.

const MAX_SLOTS = 64;
/** Below this a node tries to join its neighbour, so that emptied nodes do not pile up. */
const MIN_SLOTS = 16;
const JOIN_SLOTS = 48;

interface Node<T> {
  /** The smallest item below; the way down is found by it. */
  min: T;
  size: number;
  ready: number;
  /** Exactly one of the two is in use. */
  readonly items: T[] | null;
  readonly children: Node<T>[] | null;
}

/** `Key` is as much of an item as the order looks at; ranks may be asked for by a key that is not in the list. */
export class RankedList<T extends Key, Key = T> {
  private root: Node<T> | null = null;

  /** `order` must be total and stable for an item while it is in the list. */
  constructor(
    private readonly order: (a: Key, b: Key) => number,
    private readonly isReady: (item: T) => boolean = () => true,
  ) {}

  get size(): number {
    return this.root === null ? 0 : this.root.size;
  }

  /** How many are ready. */
  get readySize(): number {
    return this.root === null ? 0 : this.root.ready;
  }

  insert(item: T): void {
    if (this.root === null) {
      this.root = this.leaf([item]);
      return;
    }
    const split = this.insertBelow(this.root, item);
    if (split !== null) this.root = inner([this.root, split]);
  }

  /** The item must be in the list and have the readiness it had when last counted. */
  remove(item: T): void {
    if (this.root === null) return;
    this.removeBelow(this.root, item, this.isReady(item) ? 1 : 0);
    while (this.root.children !== null && this.root.children.length === 1) this.root = this.root.children[0] as Node<T>;
    if (this.root.size === 0) this.root = null;
  }

  /** Call right after the readiness of an item in the list changed. */
  readinessChanged(item: T): void {
    const change = this.isReady(item) ? 1 : -1;
    let node = this.root;
    while (node !== null) {
      node.ready += change;
      node = node.children === null ? null : (node.children[this.childFor(node.children, item)] as Node<T>);
    }
  }

  /** How many items stand before it. */
  rankOf(key: Key): number {
    let rank = 0;
    let node = this.root;
    while (node !== null && node.children !== null) {
      const index = this.childFor(node.children, key);
      for (let i = 0; i < index; i++) rank += (node.children[i] as Node<T>).size;
      node = node.children[index] as Node<T>;
    }
    return node === null ? 0 : rank + this.slotFor(node.items as T[], key);
  }

  first(): T | undefined {
    return this.root?.min;
  }

  firstReady(): T | undefined {
    let node = this.root;
    if (node === null || node.ready === 0) return undefined;
    while (node.children !== null) node = node.children.find((child) => child.ready > 0) as Node<T>;
    return (node.items as T[]).find(this.isReady);
  }

  /** Up to `limit` items from this rank on: O(log n + limit). */
  slice(rank: number, limit: number): T[] {
    const found: T[] = [];
    if (this.root !== null && limit > 0 && rank < this.root.size) collect(this.root, Math.max(0, rank), limit, found);
    return found;
  }

  private leaf(items: T[]): Node<T> {
    let ready = 0;
    for (const item of items) if (this.isReady(item)) ready++;
    return { min: items[0] as T, size: items.length, ready, items, children: null };
  }

  private insertBelow(node: Node<T>, item: T): Node<T> | null {
    node.size++;
    if (this.isReady(item)) node.ready++;
    if (node.children === null) return this.insertIntoLeaf(node, node.items as T[], item);
    const index = this.childFor(node.children, item);
    const split = this.insertBelow(node.children[index] as Node<T>, item);
    node.min = (node.children[0] as Node<T>).min;
    if (split === null) return null;
    putAt(node.children, index + 1, split);
    if (node.children.length <= MAX_SLOTS) return null;
    const right = inner(node.children.splice(splitPoint(node.children.length, index + 1)));
    node.size -= right.size;
    node.ready -= right.ready;
    return right;
  }

  private insertIntoLeaf(node: Node<T>, items: T[], item: T): Node<T> | null {
    const slot = this.slotFor(items, item);
    putAt(items, slot, item);
    node.min = items[0] as T;
    if (items.length <= MAX_SLOTS) return null;
    const right = this.leaf(items.splice(splitPoint(items.length, slot)));
    node.size -= right.size;
    node.ready -= right.ready;
    return right;
  }

  private removeBelow(node: Node<T>, item: T, ready: number): void {
    node.size--;
    node.ready -= ready;
    if (node.children === null) {
      const items = node.items as T[];
      takeAt(items, this.slotFor(items, item));
      if (items.length > 0) node.min = items[0] as T;
      return;
    }
    const index = this.childFor(node.children, item);
    const child = node.children[index] as Node<T>;
    this.removeBelow(child, item, ready);
    if (slotsOf(child) < MIN_SLOTS) joinNeighbour(node.children, index);
    if (node.children.length > 0) node.min = (node.children[0] as Node<T>).min;
  }

  /** The last child that does not begin after the key. */
  private childFor(children: Node<T>[], key: Key): number {
    let low = 0;
    let high = children.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.order((children[middle] as Node<T>).min, key) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The first slot whose item does not stand before the key. */
  private slotFor(items: T[], key: Key): number {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order(items[middle] as T, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function inner<T>(children: Node<T>[]): Node<T> {
  let size = 0;
  let ready = 0;
  for (const child of children) {
    size += child.size;
    ready += child.ready;
  }
  return { min: (children[0] as Node<T>).min, size, ready, items: null, children };
}

/** Those who come later mostly stand last: splitting at the end leaves full nodes behind them. */
function splitPoint(length: number, grownAt: number): number {
  return grownAt === length - 1 ? length - 1 : length >> 1;
}

function slotsOf<T>(node: Node<T>): number {
  return node.children === null ? (node.items as T[]).length : node.children.length;
}

function joinNeighbour<T>(siblings: Node<T>[], index: number): void {
  const node = siblings[index] as Node<T>;
  if (slotsOf(node) === 0) return takeAt(siblings, index);
  const leftIndex = index + 1 < siblings.length ? index : index - 1;
  if (leftIndex < 0) return;
  const left = siblings[leftIndex] as Node<T>;
  const right = siblings[leftIndex + 1] as Node<T>;
  if (slotsOf(left) + slotsOf(right) > JOIN_SLOTS) return;
  if (left.children === null) (left.items as T[]).push(...(right.items as T[]));
  else left.children.push(...(right.children as Node<T>[]));
  left.size += right.size;
  left.ready += right.ready;
  takeAt(siblings, leftIndex + 1);
}

function collect<T>(node: Node<T>, skip: number, limit: number, found: T[]): void {
  if (node.children === null) {
    const items = node.items as T[];
    for (let i = skip; i < items.length && found.length < limit; i++) found.push(items[i] as T);
    return;
  }
  for (const child of node.children) {
    if (found.length >= limit) return;
    if (skip < child.size) collect(child, skip, limit, found);
    skip = Math.max(0, skip - child.size);
  }
}

// By hand, because `splice` allocates its answer; these run several times in every decision.
function putAt<E>(array: E[], index: number, element: E): void {
  array.push(element);
  for (let i = array.length - 1; i > index; i--) array[i] = array[i - 1] as E;
  array[index] = element;
}

function takeAt<E>(array: E[], index: number): void {
  for (let i = index + 1; i < array.length; i++) array[i - 1] = array[i] as E;
  array.pop();
}
