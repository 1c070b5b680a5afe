// What the visitor has left before: whether it is answered, the answers, going on with it, and a rating at the end.
import type { GiveRating } from '@frontdesk/contracts';
import { ApiError } from './api.js';
import type { Letters } from './app-state.js';
import type { Parts } from './parts.js';
import type { RatingDraft } from './rating-draft.js';
import { uuid } from './uuid.js';

const NONE: Letters = { shown: false, list: [], open: null, draft: '', rating: null, sending: false, problem: null };

export class LettersDesk {
  /** Of the answer that is on its way: sent again with it, it is sent once. */
  private key: string | null = null;

  constructor(private readonly parts: Parts) {}

  /** Whoever has been here before may have been answered meanwhile. Silent when it cannot be told now. */
  look(): void {
    void this.parts.api.letters().then(
      (list) => this.patch({ list }),
      () => undefined,
    );
  }

  show(shown: boolean): void {
    this.patch({ shown, open: null, problem: null });
    if (shown) this.look();
  }

  async read(id: string | null): Promise<void> {
    this.key = null;
    if (id === null) return this.show(true);
    await this.attempt(async () => this.patch({ open: await this.parts.api.letter(id), draft: '', rating: null }));
  }

  write(draft: string): void {
    this.patch({ draft });
  }

  async answer(): Promise<void> {
    const { draft, open, sending } = this.now;
    if (open === null || draft.trim() === '' || sending) return;
    this.key ??= uuid();
    const key = this.key;
    await this.attempt(async () => {
      await this.parts.api.answerLetter(open.submissionId, key, draft.trim());
      await this.read(open.submissionId);
    });
  }

  judge(rating: RatingDraft): void {
    this.patch({ rating });
  }

  /** Null when the server has it, else what to tell. */
  async rate(rating: GiveRating): Promise<string | null> {
    const id = this.now.open?.submissionId ?? '';
    try {
      await this.parts.api.rateLetter(id, rating);
    } catch (error) {
      return this.told(error);
    }
    await this.read(id);
    return null;
  }

  private async attempt(step: () => Promise<void>): Promise<void> {
    this.patch({ sending: true, problem: null });
    try {
      await step();
    } catch (error) {
      this.patch({ problem: this.told(error) });
    }
    this.patch({ sending: false });
  }

  private told(error: unknown): string {
    return error instanceof ApiError && !error.transient ? error.message : this.parts.t('failed');
  }

  private get now(): Letters {
    return this.parts.store.value.letters ?? NONE;
  }

  private patch(part: Partial<Letters>): void {
    this.parts.store.patch({ letters: { ...this.now, ...part } });
  }
}
