import type { Decision } from '../../../../core/sync/decision';
import { MINUTE_MS } from '../../../../core/kernel/amounts';
import { toleratesStoreErrors, type Notes } from './notes';
import type { OwnEntries } from './own-entries';
import type { Timers } from './ports';
import type { RegisterStore } from './register-store';
import type { Visitors } from './visitors';

export interface ErasureParts {
  readonly store: RegisterStore;
  readonly notes: Notes;
  readonly own: OwnEntries;
  readonly visitors: Visitors;
  readonly timers: Timers;
  /** Called with customers of whom nothing personal is left here. */
  readonly onErased: (customerIds: readonly string[]) => void;
}

const PAGE = 200;
/** A full disk, say, may have room again. */
const AGAIN_MS = MINUTE_MS;

/**
 * Erases this register's own copies of what the server has erased (DE-7): journal, entries database, visitors. Contact
 * documents leave by the feeds. What could not be done is tried again every minute; what a crash ended, at the next
 * start: a note says through which decision everything is done.
 */
export class Erasure {
  /** Customers of whom something is still to be erased. */
  private readonly left = new Set<string>();
  private isWaiting = false;

  constructor(private readonly parts: ErasureParts) {}

  /** A page with these decisions was stored. */
  async take(decisions: readonly Decision[]): Promise<void> {
    if (decisions.some(isErasing)) await this.erase(decisions);
  }

  /** Carries out what is left of earlier lives. */
  async resume(): Promise<void> {
    await this.erase([]);
  }

  /** The decisions that came count whatever their number: another history may give a number again. */
  private async erase(came: readonly Decision[]): Promise<void> {
    const { notes, own, visitors, onErased } = this.parts;
    try {
      const due = [...came.filter(isErasing), ...(await this.notYetDone())];
      for (const id of due.flatMap(erasedBy)) this.left.add(id);
      const customerIds = [...this.left];
      if (customerIds.length === 0) return;
      await own.erasePersonal(customerIds);
      await visitors.remove(customerIds);
      onErased(customerIds);
      const erasedThrough = Math.max(notes.current.erasedThrough, ...due.map(({ number }) => number));
      await notes.update({ erasedThrough });
      for (const id of customerIds) this.left.delete(id);
    } catch (error) {
      this.tryAgain();
      toleratesStoreErrors(error);
    }
  }

  private tryAgain(): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.parts.timers.after(AGAIN_MS, () => {
      this.isWaiting = false;
      void this.resume().catch(() => undefined);
    });
  }

  private async notYetDone(): Promise<readonly Decision[]> {
    const { notes, store } = this.parts;
    const due: Decision[] = [];
    for (let after = ''; ;) {
      const page = (await store.scan('decisions', after, PAGE)).map(({ document }) => document);
      due.push(...page.filter((one) => isErasing(one) && one.number > notes.current.erasedThrough));
      if (page.length < PAGE) return due;
      after = page.at(-1)?.id ?? '';
    }
  }
}

function isErasing({ kind }: Decision): boolean {
  return kind === 'customer-erased';
}

function erasedBy({ facts: { customerIds } }: Decision): readonly string[] {
  return Array.isArray(customerIds) ? customerIds.filter((id): id is string => typeof id === 'string') : [];
}
