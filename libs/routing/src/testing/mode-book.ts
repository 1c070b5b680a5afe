// The slow second opinion on modes and pools: who belongs where, kept from the events alone (B1, I1).
import type { Mode, ModeRules } from '../settings.js';
import type { Wish } from './books.js';

export interface PooledBook extends Wish {
  readonly groupId: string;
  readonly priority: number;
  readonly arrivedAt: number;
  readonly number: number;
  wroteAt: number;
}

export class ModeBook {
  rules: ModeRules | null = null;
  readonly pooled = new Map<string, PooledBook>();

  modeOf(groupId: string, { terms }: Pick<Wish, 'terms'>): Mode {
    const { channels = {}, groups = {}, mode = 'real_time' } = this.rules ?? {};
    return terms?.mode ?? channels[terms?.channel ?? ''] ?? groups[groupId] ?? mode;
  }

  isAsync(groupId: string, wish: Pick<Wish, 'terms'>): boolean {
    return this.modeOf(groupId, wish) === 'asynchronous';
  }

  isForAll(groupId: string, wish: Pick<Wish, 'terms'>): boolean {
    return this.rules?.pool.among === 'all' && this.isAsync(groupId, wish);
  }

  /** In the order in which it is given out, as the settings say it. */
  inOrder(groupId: string): string[] {
    const order = this.rules?.pool.order ?? 'oldest';
    const mine = [...this.pooled].filter(([, each]) => each.groupId === groupId);
    const first = (a: PooledBook, b: PooledBook): number =>
      order === 'priority' ? b.priority - a.priority : order === 'last_message' ? b.wroteAt - a.wroteAt : 0;
    return mine
      .sort(([, a], [, b]) => first(a, b) || a.arrivedAt - b.arrivedAt || a.number - b.number)
      .map(([conversationId]) => conversationId);
  }
}
