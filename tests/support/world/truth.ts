import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import { Broken } from './broken';

/** One sale as the people at the counter know it. */
export interface Sale {
  readonly id: string;
  readonly computer: string;
  readonly customerId: string | null;
  /** The receipt as it was shown; null until then. */
  receipt: TransactionDocument | null;
  /** Its only copy is known to be gone with a disk: it may be in the books, and need not. */
  isExcused: boolean;
  /** Its draft lay on a disk that was copied, and was finished on both: the second one is somebody's to settle. */
  isTwice: boolean;
}

/** A change of a customer. */
export interface SavedEdit {
  readonly computer: string;
  readonly customerId: string;
  readonly changes: Readonly<Record<string, unknown>>;
  /** The disk failed over it: it was said not to be saved, and may be there all the same. */
  readonly isDoubtful: boolean;
}

/** What really happened at the counters, whatever any computer remembers. Invariants compare the rest with it. */
export class Truth {
  /** Every sale for which **Finished** was pressed, by transaction id. */
  readonly sales = new Map<string, Sale>();
  /** Customers whose **Save Pet Owner** came back, by id: the computer it was done at. */
  readonly customers = new Map<string, string>();
  readonly edits: SavedEdit[] = [];
  /** Customers somebody asked to delete, whatever became of it. */
  readonly deleted = new Set<string>();

  /** Words nobody else has that were said of a customer, by the id they were said of: for finding what erasing left. */
  readonly words = new Map<string, string[]>();
  private wordCount = 0;

  /** Customers somebody asked to combine, whatever became of it. */
  readonly combined = new Set<string>();

  /** Lists somebody asked to upload, whatever became of it. */
  readonly uploads = new Set<string>();

  /** A word that was never said before. */
  word(): string {
    this.wordCount += 1;
    const letters = [...String(this.wordCount)].map((digit) => 'abcdefghij'[Number(digit)] ?? '');
    return `Qzx${letters.join('')}y`; // names have no digits (NC-15)
  }

  said(customerId: string, text: string): void {
    const words = text.split(' ').filter((word) => word.startsWith('Qzx'));
    this.words.set(customerId, [...(this.words.get(customerId) ?? []), ...words]);
  }

  pressed(id: string, computer: string, customerId: string | null): void {
    const known = this.sales.get(id);
    if (known === undefined) {
      this.sales.set(id, { id, computer, customerId, receipt: null, isExcused: false, isTwice: false });
    } else if (known.computer !== computer || known.isExcused) known.isTwice = true;
  }

  shown(receipt: TransactionDocument): void {
    const sale = this.sales.get(receipt.id);
    if (sale === undefined) throw new Broken('a receipt is shown for what was finished (OX-2)', receipt.id);
    sale.receipt ??= receipt;
  }
}
