// Typing in both directions: the visitor's preview goes out throttled, the agent's sign fades when it is not renewed.

const everyMs = 1_200;
const fadeMs = 5_000;

/** The first change at once, then at most one per interval, the last one always. */
export class TypingPreview {
  private latest = '';
  private told = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (text: string) => void) {}

  update(text: string): void {
    this.latest = text;
    if (this.timer === undefined) this.flush();
  }

  /** The message is on its way: the preview must not linger beside it. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.latest = '';
    if (this.told !== '') this.tell((this.told = ''));
  }

  private flush(): void {
    this.timer = undefined;
    if (this.latest === this.told) return;
    this.tell((this.told = this.latest));
    this.timer = setTimeout(() => this.flush(), everyMs);
  }
}

export class TypingSign {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly show: (typing: boolean) => void) {}

  seen(typing: boolean): void {
    clearTimeout(this.timer);
    this.show(typing);
    if (typing) this.timer = setTimeout(() => this.show(false), fadeMs);
  }
}
