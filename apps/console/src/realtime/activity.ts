// Whether somebody is at the page: any use of it since it was last asked. Moving the pointer over it is use, too.
const USES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

export class Activity {
  private used = true;

  /** Answers a function that stops listening. `onUse` is called at every use. */
  listen(target: Window, onUse: () => void): () => void {
    const use = (): void => {
      this.used = true;
      onUse();
    };
    for (const each of USES) target.addEventListener(each, use, { passive: true });
    return () => {
      for (const each of USES) target.removeEventListener(each, use);
    };
  }

  /** True if the page was used since the last time. */
  take(): boolean {
    const { used } = this;
    this.used = false;
    return used;
  }
}
