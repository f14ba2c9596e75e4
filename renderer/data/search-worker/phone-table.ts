import { PHONE_DIGITS } from '../../../core/domain/customers/lookup-query';
import type { Job } from './job';

/** Digits of a phone's rest that fit, together with the row, into the whole numbers a float holds exactly. */
const DEPTH = 8;
/** Ten digits and the end of the number. */
const BASE = 11;
/** Rows of one table; 11^8 codes times this stays under 2^53. */
const ROWS = 2 ** 24;

/**
 * Finds digits anywhere in a phone (CL-11): every rest of every number, shortest four digits, as one sorted list of
 * whole numbers: the first eight digits of the rest as a code, then the row.
 */
export class PhoneTable {
  constructor(readonly entries: Float64Array) {}

  /** Rows of phones in which the first eight of `digits` stand; longer searches are to be checked by the caller. */
  rowsContaining(digits: string): Uint32Array {
    const asked = digits.slice(0, DEPTH);
    const first = this.countBefore(codeOf(asked) * ROWS);
    const after = this.countBefore((codeOf(asked) + BASE ** (DEPTH - asked.length)) * ROWS);
    const rows = new Uint32Array(after - first);
    for (let at = 0; at < rows.length; at += 1) rows[at] = (this.entries[first + at] ?? 0) % ROWS;
    return rows;
  }

  /** True when a row found for `digits` may still not hold all of them. */
  static needsCheck(digits: string): boolean {
    return digits.length > DEPTH;
  }

  private countBefore(entry: number): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.entries[middle] ?? 0) < entry) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Collects phones, kept apart by the first two digits of the rest so that each part is sorted in one short step. */
export class PhoneTableBuilder {
  readonly #parts: number[][] = Array.from({ length: BASE ** 2 }, () => []);

  /** Takes the digits of a phone of `row`. */
  add(digits: string, row: number): void {
    for (let start = 0; start + PHONE_DIGITS <= digits.length; start += 1) {
      const code = codeOf(digits.slice(start, start + DEPTH));
      this.#parts[Math.floor(code / BASE ** (DEPTH - 2))]?.push(code * ROWS + row);
    }
  }

  *build(): Job<PhoneTable> {
    const entries = new Float64Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let start = 0;
    for (const part of this.#parts) {
      entries.set(part, start);
      entries.subarray(start, start + part.length).sort();
      start += part.length;
      yield;
    }
    return new PhoneTable(entries);
  }
}

/** Up to eight digits as a number that sorts as the digits do; what is missing counts as the end. */
function codeOf(digits: string): number {
  let code = 0;
  for (let at = 0; at < DEPTH; at += 1) {
    code = code * BASE + (at < digits.length ? digits.charCodeAt(at) - 47 : 0);
  }
  return code;
}
