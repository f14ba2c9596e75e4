import type { Result } from '../../kernel/result';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft, DraftReason, DraftUnit } from './checkout-draft';
import type { CheckoutRefusal } from './checkout-refusal';

/** **Use as free item** (RD-8, RD-13): a unit of the list becomes the free item of the oldest reward that allows it. */
export declare function useAsFreeItem(
  draft: CheckoutDraft,
  context: CheckoutContext,
  choice: DraftUnit & { readonly redemptionId: string },
): Result<CheckoutDraft, CheckoutRefusal>;

/** **Count as purchase** (RD-13): the unit is not offered as free item again. */
export declare function countAsPurchase(draft: CheckoutDraft, unit: DraftUnit): CheckoutDraft;

/**
 * Chooses the free item of a due reward (RD-3), by drop-down or by its scanned code. `takenUpc`: what the customer
 * takes home when it is another item (RD-9).
 */
export declare function redeemItem(
  draft: CheckoutDraft,
  context: CheckoutContext,
  choice: {
    readonly key: string;
    readonly redemptionId: string;
    readonly claimedUpc: string;
    readonly takenUpc?: string;
    readonly entry: 'scan' | 'typed' | 'dropdown';
  },
): Result<CheckoutDraft, CheckoutRefusal>;

/** A code scanned on screen 2: the oldest due reward that allows the item takes it (RD-3). */
export declare function redeemScannedCode(
  draft: CheckoutDraft,
  context: CheckoutContext,
  scan: { readonly code: string; readonly redemptionId: string },
): Result<CheckoutDraft, CheckoutRefusal>;

/** **Redeem Later** (RD-4): keeps the reward for another visit; a choice already made is undone. */
export declare function redeemLater(draft: CheckoutDraft, key: string): CheckoutDraft;

/** **Undo Redemption** (RD-6): the reward is due again; a unit that was the free item is a purchase again. */
export declare function undoRedemption(draft: CheckoutDraft, key: string): CheckoutDraft;

/** **Submit Reason** (MP-1, MP-3): one reason for every card that received more than one unit. */
export declare function submitReasons(
  draft: CheckoutDraft,
  context: CheckoutContext,
  reasons: readonly DraftReason[],
): Result<CheckoutDraft, CheckoutRefusal>;
