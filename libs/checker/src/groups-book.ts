// What the checker knows of groups: whether they take anybody, their overflow chains, their maximum of overtakes.
import { numberOf, textOf } from './decision.js';
import { isPlain, type Plain } from './log-record.js';

export interface Link {
  readonly groupId: string;
  readonly when: string;
}

export interface GroupBook {
  configured: boolean;
  removed: boolean;
  open: boolean;
  links: readonly Link[];
  maxOvertakes: number | null;
}

export class GroupsBook {
  private readonly groups = new Map<string, GroupBook>();
  /** By a group: those whose chains name it. */
  private readonly sources = new Map<string, Set<string>>();

  of(groupId: string): GroupBook {
    let group = this.groups.get(groupId);
    if (group === undefined) {
      group = { configured: false, removed: false, open: true, links: [], maxOvertakes: null };
      this.groups.set(groupId, group);
    }
    return group;
  }

  configure(data: Plain): void {
    const groupId = textOf(data, 'groupId');
    const queue = isPlain(data['queue']) ? data['queue'] : {};
    const chain = Array.isArray(data['overflow']) ? data['overflow'].filter(isPlain) : [];
    const links = chain.map((link) => ({ groupId: textOf(link, 'groupId'), when: textOf(link, 'when') }));
    const most = numberOf(queue, 'maxOvertakes');
    const maxOvertakes = Number.isNaN(most) ? null : most;
    Object.assign(this.of(groupId), { configured: true, removed: false, links, maxOvertakes });
    for (const link of links)
      this.sources.set(link.groupId, (this.sources.get(link.groupId) ?? new Set()).add(groupId));
  }

  /** Its rules stay for as long as somebody waits under them. */
  remove(groupId: string, isEmpty: boolean): void {
    Object.assign(this.of(groupId), { removed: true, open: true });
    if (isEmpty) this.forget(groupId);
  }

  forget(groupId: string): void {
    Object.assign(this.of(groupId), { configured: false, removed: false, links: [], maxOvertakes: null });
  }

  takesAnybody(groupId: string): boolean {
    const { configured, removed, open } = this.of(groupId);
    return configured && !removed && open;
  }

  sourcesOf(groupId: string): readonly string[] {
    return [...(this.sources.get(groupId) ?? [])];
  }
}
