// One value and one who draws it. Small enough that the widget needs no state library.

export class Store<T> {
  /** Told after every change. */
  changed: () => void = () => undefined;

  constructor(public value: Readonly<T>) {}

  patch(part: Partial<T>): void {
    this.value = { ...this.value, ...part };
    this.changed();
  }
}
