import { ok, refuse, type Result } from '../../kernel/result';
import { storedUpc } from './program-book';

export type UpcRefusalCode =
  'code-empty' | 'code-not-digits' | 'code-wrong-length' | 'code-check-digit' | 'code-not-in-catalogue';

/** A code that cannot be an item's: nothing is added, and the error tone sounds. */
export interface UpcRefusal {
  readonly code: UpcRefusalCode;
  /** One sentence for the cashier. */
  readonly message: string;
}

const LENGTHS = [8, 12, 13, 14];

/**
 * Reads a scanned or typed code into the form it is stored in (PU-12), which keeps leading zeros.
 *
 * A 12-digit UPC is read whether or not any program lists it (PU-13); EAN-8, EAN-13 and 14-digit case codes only when
 * `isInCatalogue` knows them.
 */
export function readUpc(text: string, isInCatalogue: (upc: string) => boolean): Result<string, UpcRefusal> {
  const digits = text.replace(/[\s-]/g, '');
  if (digits === '') return refusal('code-empty', 'Scan or type the code of an item.');
  if (!/^[0-9]+$/.test(digits)) return refusal('code-not-digits', `“${shortened(digits)}” is not an item code.`);
  if (!LENGTHS.includes(digits.length)) {
    return refusal('code-wrong-length', `${shortened(digits)} has ${String(digits.length)} digits; a UPC has 12.`);
  }
  if (!hasValidCheckDigit(digits)) {
    return refusal('code-check-digit', `${digits} is misread or mistyped: its last digit does not fit.`);
  }
  const upc = storedUpc(digits);
  if (upc.length === 12 || isInCatalogue(upc)) return ok(upc);
  // A case code with indicator 0 names the single item inside.
  const single = digits.length === 14 && digits.startsWith('0') ? storedUpc(digits.slice(1)) : null;
  if (single !== null && isInCatalogue(single)) return ok(single);
  return refusal('code-not-in-catalogue', `${digits} is not in the catalogue.`);
}

/** True when the last digit of a UPC, EAN or 14-digit case code fits the others. */
export function hasValidCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    // From the right: the check digit counts once, its neighbour three times, and so on.
    sum += Number(digits[digits.length - 1 - place]) * (place % 2 === 0 ? 1 : 3);
  }
  return sum % 10 === 0;
}

function refusal(code: UpcRefusalCode, message: string): Result<never, UpcRefusal> {
  return refuse({ code, message });
}

function shortened(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 20)}…`;
}
