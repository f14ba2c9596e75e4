import type { Result } from '../../kernel/result';
import type { CheckoutRefusal } from '../transactions/checkout-refusal';

/** A code that cannot be an item's: nothing is added, and the error tone sounds. */
export type UpcRefusal = CheckoutRefusal & {
  readonly code: 'code-empty' | 'code-not-digits' | 'code-wrong-length' | 'code-check-digit' | 'code-not-in-catalogue';
};

/** Reads a scanned or typed code into the stored form (PU-12). */
export declare function readUpc(text: string, isInCatalogue: (upc: string) => boolean): Result<string, UpcRefusal>;

/** True when the last digit of a UPC, EAN or 14-digit case code fits the others. */
export declare function hasValidCheckDigit(digits: string): boolean;
