import { searchTokensOf } from '../../../core/domain/customers/lookup-match';
import type { LookupTerm } from '../../../core/domain/customers/lookup-query';
import { PhoneTable } from './phone-table';
import type { Segment } from './segment';

/** What a search found in one segment. */
export class SegmentMatches {
  /** Per row: terms matched so far. */
  readonly #matched: Uint8Array;
  /** Per row: typed words that are a whole word of the name (LK-9). */
  readonly exactWords: Uint8Array;
  readonly #terms: number;

  /** Searches `segment`; the answer is that of `matchesLookup` for every row of it. */
  constructor(
    private readonly segment: Segment,
    terms: readonly LookupTerm[],
  ) {
    this.#matched = new Uint8Array(segment.length);
    this.exactWords = new Uint8Array(segment.length);
    this.#terms = terms.length;
    terms.forEach((term, number) => this.matchTerm(term, number));
  }

  /** The first living row from `row` on that matches every term; -1 when there is none. */
  next(row: number): number {
    let found = this.#matched.indexOf(this.#terms, row);
    while (found !== -1 && !this.segment.isAlive(found)) found = this.#matched.indexOf(this.#terms, found + 1);
    return found;
  }

  /** Whether a living row matches every term (CL-10). */
  has(row: number): boolean {
    return this.#matched[row] === this.#terms && this.segment.isAlive(row);
  }

  private matchTerm(term: LookupTerm, number: number): void {
    const { words, emails, internalIds, phones } = this.segment.parts;
    for (const row of this.rowsWithWords(term.words)) this.match(row, number);
    if (term.beginning !== '') {
      for (const row of emails.rowsBeginning(term.beginning)) this.match(row, number);
    }
    if (term.internalId !== '') {
      for (const row of internalIds.rowsBeginning(term.internalId)) this.match(row, number);
    }
    for (const digits of term.digits) {
      for (const row of phones.rowsContaining(digits)) {
        if (!PhoneTable.needsCheck(digits) || this.phonesContain(row, digits)) this.match(row, number);
      }
    }
    for (const word of term.words) {
      for (const row of words.rowsOf(word)) this.exactWords[row] = (this.exactWords[row] ?? 0) + 1;
    }
  }

  /** Terms are matched in order, so that a row counts only while it matched all before. */
  private match(row: number, number: number): void {
    if (this.#matched[row] === number) this.#matched[row] = number + 1;
  }

  private rowsWithWords(typed: readonly string[]): Iterable<number> {
    const { words } = this.segment.parts;
    const [first, ...others] = typed;
    if (first === undefined) return [];
    const rows = words.rowsBeginning(first);
    if (others.length === 0) return rows;
    const sets = others.map((word) => new Set(words.rowsBeginning(word)));
    return rows.filter((row) => sets.every((set) => set.has(row)));
  }

  private phonesContain(row: number, digits: string): boolean {
    return searchTokensOf(this.segment.row(row)).phones.some((phone) => phone.includes(digits));
  }
}
