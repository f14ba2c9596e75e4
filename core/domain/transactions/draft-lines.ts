import type { Instant } from '../../kernel/amounts';
import type { Result } from '../../kernel/result';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft, DraftLine } from './checkout-draft';
import type { CheckoutRefusal } from './checkout-refusal';

/** What a code turned out to be. `other-program`: listed, but this location takes no part (LO-10). */
export type AddedAs = 'program-item' | 'other-program' | 'unknown-item';

/** A unit went onto the list. */
export interface UnitAdded {
  readonly draft: CheckoutDraft;
  readonly line: DraftLine;
  /** Number of the new unit on that line. */
  readonly unit: number;
  readonly addedAs: AddedAs;
}

/** Adds one unit by its code (PU-1, PU-2, PU-12, PU-13). `entry`: scanned, or typed into the search bar. */
export declare function scanCode(
  draft: CheckoutDraft,
  context: CheckoutContext,
  scan: { readonly code: string; readonly entry: 'scan' | 'typed'; readonly at: Instant },
): Result<UnitAdded, CheckoutRefusal>;

/** Adds one unit of a program item chosen by drop-down (PU-3) or by clicking on a card (PU-4). */
export declare function addItem(
  draft: CheckoutDraft,
  context: CheckoutContext,
  choice: { readonly upc: string; readonly entry: 'dropdown' | 'card-click'; readonly at: Instant },
): Result<UnitAdded, CheckoutRefusal>;

/** Changes the quantity of a line; 0 removes it, negative ones are refused (PU-14). */
export declare function setQuantity(
  draft: CheckoutDraft,
  line: number,
  quantity: number,
): Result<CheckoutDraft, CheckoutRefusal>;

/** Removes a line, and gives back the rewards its units were taken for. */
export declare function removeLine(draft: CheckoutDraft, line: number): CheckoutDraft;

/** **Incorrect Customer** (LK-6): moves the items to another customer, or discards them (LK-11). */
export declare function changeCustomer(
  draft: CheckoutDraft,
  customerId: string | null,
  items: 'move' | 'discard',
): CheckoutDraft;

/** Turns **Scanner/Keystroke Capture** ON or OFF. */
export declare function setCapture(draft: CheckoutDraft, captureOn: boolean): CheckoutDraft;

/** Fills in a custom field; an empty text clears it (PU-21). */
export declare function setCustomField(
  draft: CheckoutDraft,
  name: string,
  text: string,
): Result<CheckoutDraft, CheckoutRefusal>;
