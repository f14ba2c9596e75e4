import { DAY_MS, MINUTE_MS } from '../../../../core/kernel/amounts';
import type { Clock } from '../../../../core/kernel/ports';
import { toleratesStoreErrors } from './notes';
import { MOST_TRANSACTIONS, TRANSACTION_DAYS, type Puller } from './puller';
import type { RegisterStore, StoredPage } from './register-store';
import type { Visitors } from './visitors';

export interface ChoresParts {
  readonly store: RegisterStore;
  readonly clock: Clock;
  readonly puller: Puller;
  readonly visitors: Visitors;
  /** Visitors whose days are over. */
  readonly onGone: (customerIds: readonly string[]) => void;
}

const AFTER_START_MS = 10 * MINUTE_MS;

/** What a register tidies once a day while it runs: old transactions and visitors whose days are over. */
export class DailyChores {
  private doneAt: number | null = null;

  constructor(private readonly parts: ChoresParts) {}

  async whenDue(): Promise<void> {
    const now = this.parts.clock.now();
    // Not while the register has just been started and somebody waits.
    this.doneAt ??= now - DAY_MS + AFTER_START_MS;
    if (Math.abs(now - this.doneAt) < DAY_MS) return;
    this.doneAt = now;
    try {
      this.parts.onGone(await this.parts.visitors.load());
      for (const [feed] of this.parts.puller.allSeen()) await this.forgetOldTransactions(feed, now);
    } catch (error) {
      toleratesStoreErrors(error);
    }
  }

  /** Only the newest transactions are kept: 90 days, and at most so many. */
  private async forgetOldTransactions(feed: string, now: number): Promise<void> {
    const { puller, store } = this.parts;
    const kept: { id: string; finishedAt: number }[] = [];
    for (let place: string | null = ''; place !== null;) {
      const page: StoredPage<'transactions'> = await store.page('transactions', place);
      for (const { document, feeds } of page.kept) {
        if (feeds[feed] !== undefined) kept.push({ id: document.id, finishedAt: document.finishedAt });
      }
      place = page.next;
    }
    kept.sort((a, b) => b.finishedAt - a.finishedAt);
    const oldest = now - TRANSACTION_DAYS * DAY_MS;
    const old = kept.filter(({ finishedAt }, place) => place >= MOST_TRANSACTIONS || finishedAt < oldest);
    if (old.length > 0)
      await puller.forget(
        feed,
        'transactions',
        old.map(({ id }) => id),
      );
  }
}
