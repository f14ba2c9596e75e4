import type { Decision } from '../../../../core/sync/decision';
import { toleratesStoreErrors, type Notes } from './notes';
import type { OwnEntries } from './own-entries';
import type { RegisterStore } from './register-store';
import type { Visitors } from './visitors';

export interface ErasureParts {
  readonly store: RegisterStore;
  readonly notes: Notes;
  readonly own: OwnEntries;
  readonly visitors: Visitors;
  /** Called with customers of whom nothing personal is left here. */
  readonly onErased: (customerIds: readonly string[]) => void;
}

const PAGE = 200;

/**
 * Erases this register's own copies of what the server has erased (DE-7): journal, entries database, visitors. Contact
 * documents leave by the feeds. What could not be done, or was ended by a crash, is repeated at the next start and with
 * the next such decision: a note says through which one everything is done.
 */
export class Erasure {
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
      const customerIds = [...new Set(due.flatMap(erasedBy))];
      if (customerIds.length === 0) return;
      await own.erasePersonal(customerIds);
      await visitors.remove(customerIds);
      onErased(customerIds);
      const erasedThrough = Math.max(notes.current.erasedThrough, ...due.map(({ number }) => number));
      await notes.update({ erasedThrough });
    } catch (error) {
      toleratesStoreErrors(error);
    }
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
