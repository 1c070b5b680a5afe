// What happened, as one checksum: two runs of a seed are the same run if it is the same. With `keep` also as lines.

export class Trace {
  readonly lines: string[] = [];
  #low = 0x811c9dc5;
  #high = 0x1b873593;

  constructor(private readonly keep: boolean) {}

  note(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      this.#low = Math.imul(this.#low ^ code, 0x01000193);
      this.#high = Math.imul(this.#high ^ (code + i), 0x85ebca6b);
    }
    if (this.keep) this.lines.push(text);
  }

  get checksum(): string {
    const hex = (part: number): string => (part >>> 0).toString(16).padStart(8, '0');
    return hex(this.#high) + hex(this.#low);
  }
}
