import type { Cents } from '../../kernel/amounts';
import type { Card, DueReward } from '../cards/card';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft, DraftLine, DraftReason, DraftRedemption } from './checkout-draft';

/** What became of one unit. */
export interface UnitView {
  readonly unit: number;
  readonly use: 'purchase' | 'free-item';
  /** The card it punches, as `rewardKey`; null when it punches none. */
  readonly key: string | null;
}

/** A line of screen 1 with its units. */
export interface LineView extends DraftLine {
  readonly units: readonly UnitView[];
  /** `other-program`: not enrolled here (LO-10); `unknown-item`: PU-13; `no-customer`: LK-12. */
  readonly loyalty: 'punches' | 'not-qualifying' | 'other-program' | 'unknown-item' | 'no-customer';
}

/** A reward of this checkout: due, chosen, or kept for later. */
export interface RewardView extends DueReward {
  readonly decision: 'undecided' | 'redeemed' | 'later';
  /** What was chosen, with its discount (RD-14); null unless `redeemed`. */
  readonly redeemed: {
    readonly redemption: DraftRedemption;
    readonly description: string;
    readonly discountCents: Cents;
  } | null;
}

/** "**Use as free item** / **Count as purchase**" for one unit (RD-8, RD-13). */
export interface FreeItemOffer {
  readonly line: number;
  readonly unit: number;
  readonly upc: string;
  readonly description: string;
  readonly key: string;
}

/** One row of the **Multi-Purchase** pop-up (MP-1, MP-3). */
export interface MultiPurchaseRow {
  readonly key: string;
  readonly card: Card;
  readonly newUnits: number;
  /** Already given; null while it is demanded. */
  readonly reason: DraftReason | null;
}

/** What stands between the cashier and the next button. */
export type CheckoutBlock =
  | 'nothing-entered'
  | 'multi-purchase-reason'
  | 'custom-field'
  | 'reward-undecided'
  | 'redemption-lapsed'
  | 'customer-data';

/** A chosen redemption whose reward is no longer due, or no longer allows the item; **Undo Redemption** clears it. */
export interface LapsedRedemption {
  readonly redemption: DraftRedemption;
  readonly key: string;
  readonly code: 'reward-not-due' | 'item-not-allowed' | 'reward-not-here';
}

/** Everything screens 1 and 2 show of a checkout, computed from the draft and what this register knows. */
export interface CheckoutView {
  readonly lines: readonly LineView[];
  /** The customer's cards with today's units on them (`punch.today`). */
  readonly cards: readonly Card[];
  /** **Unredeemed Rewards** that can be given here, oldest first (RD-15). */
  readonly rewards: readonly RewardView[];
  readonly lapsed: readonly LapsedRedemption[];
  readonly freeItemOffers: readonly FreeItemOffer[];
  readonly multiPurchase: readonly MultiPurchaseRow[];
  /** **Discount to give**: what the rewards taken are worth together (RD-14). */
  readonly discountCents: Cents;
  /** Sum of the lines less the discount; null while a line has no price (SA-14). */
  readonly totalCents: Cents | null;
  /** Asked before the **Reward Redemption** pop-up opens (RD-2, RD-12). */
  readonly missingData: readonly ('email' | 'address')[];
  readonly missingFields: readonly string[];
  /** Empty when **Checkout** (to screen 2) may go on. */
  readonly checkoutBlocks: readonly CheckoutBlock[];
  /** Empty when **Finished** may be pressed. */
  readonly finishBlocks: readonly CheckoutBlock[];
}

/** Derives what is shown and demanded. Pure and quick: called after every scan. */
export declare function checkoutView(draft: CheckoutDraft, context: CheckoutContext): CheckoutView;
