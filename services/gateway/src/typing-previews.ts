// Whether the agents of a workspace see what a visitor is writing before it is sent. Asked for with every frame of typing,
// so it is kept for a moment; a change of the settings ends that.
import { PORTS, type ServicePorts } from '@frontdesk/nest';
import { Inject, Injectable } from '@nestjs/common';

/** The service that is asked may hear of a change after us. */
const KEPT_MS = 2_000;
const MOST_KEPT = 10_000;

@Injectable()
export class TypingPreviews {
  private readonly kept = new Map<string, { readonly shown: Promise<boolean>; readonly until: number }>();

  constructor(@Inject(PORTS) private readonly ports: ServicePorts) {}

  shown(workspace: string): Promise<boolean> {
    const { clock, peers } = this.ports;
    const now = clock.now();
    const known = this.kept.get(workspace);
    if (known !== undefined && now < known.until) return known.shown;
    // Unknown counts as off: what is not shown now is shown with the next word, the other way round is too late.
    const asked = peers.conversation?.typingPreview(workspace) ?? Promise.resolve(false);
    const shown = asked.catch(() => false);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(workspace, { shown, until: now + KEPT_MS });
    return shown;
  }

  forget(workspace: string): void {
    this.kept.delete(workspace);
  }
}
