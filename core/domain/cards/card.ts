import type { CalendarDate, Cents } from '../../kernel/amounts';
import type { ProgramItem } from '../programs/program';
import type { EnrollmentHere } from '../programs/enrollment';
import type { MultiPurchaseReason, PunchRef } from '../transactions/transaction';

/** PR-13; `void` needs corrections, which no entry makes yet. */
export type CardStatus = 'open' | 'completed' | 'redeemed' | 'expired' | 'frozen';

/** What the master list says of a redemption (OX-6). `today`: chosen in the checkout that is open, not finished. */
export type CardRedemptionState = 'today' | 'unconfirmed' | 'confirmed' | 'conflict';

/** One check mark on a card, with what history shows of it (HI-3, HI-4). */
export interface CardPunch {
  readonly ref: PunchRef;
  readonly businessDate: CalendarDate;
  readonly locationId: string;
  readonly userId: string | null;
  readonly receiptNumber: string;
  readonly upc: string;
  readonly description: string;
  /** How the unit was entered: scan, typed, paper, … */
  readonly entry: string;
  /** Catalogue value when it was punched; null when the item had none. */
  readonly valueCents: Cents | null;
  readonly reason: MultiPurchaseReason | null;
  readonly reasonText: string;
  /** Outside the program's time window: visible, not counted (CA-9). */
  readonly expired: boolean;
  /** First day on which it no longer counts; null without a window or on a completed card (CA-10). */
  readonly expiresOn: CalendarDate | null;
  /** Bought in the checkout that is open. */
  readonly today: boolean;
}

/** The reward taken on a card. */
export interface CardRedemption {
  readonly redemptionId: string;
  readonly state: CardRedemptionState;
  readonly transactionId: string;
  readonly businessDate: CalendarDate;
  readonly locationId: string;
  readonly userId: string | null;
  readonly receiptNumber: string;
  readonly claimedUpc: string;
  readonly claimedValueCents: Cents | null;
  readonly takenUpc: string;
  readonly description: string;
  readonly discountCents: Cents;
}

/**
 * One card of a customer as it is shown: computed, never stored (CA-7). JSON-plain, so that it can cross to a screen.
 */
export interface Card {
  /** Its first punch, as `transaction/line/unit`; a conflicting redemption has none and is named by its own id. */
  readonly id: string;
  readonly programId: string;
  readonly programCardId: string;
  /** What the programs this register knows say; empty texts when it does not know the program. */
  readonly manufacturer: string;
  readonly programTitle: string;
  readonly cardTitle: string;
  readonly ruleText: string;
  readonly status: CardStatus;
  /** Place among the dealt, unredeemed cards of its program card, oldest first; null once redeemed. */
  readonly slot: number | null;
  /** Punches that count. */
  readonly count: number;
  /** Punches needed (X). */
  readonly buyX: number;
  /** In order, expired ones included. Empty for a conflicting redemption: it uses none (OX-6). */
  readonly punches: readonly CardPunch[];
  readonly redemption: CardRedemption | null;
  /** Whether this location takes part; anything but `enrolled` is shown greyed (LO-10, PR-11). */
  readonly here: EnrollmentHere;
  /** Punches that stop counting within 30 days, and the first day they do not (CA-11). */
  readonly expiring: { readonly count: number; readonly on: CalendarDate } | null;
  /** New units go here. */
  readonly mayPunch: boolean;
  /** Completed, and redeemable at this location today (RD-20, PR-11). */
  readonly mayRedeem: boolean;
  /** Locations where a completed card can be redeemed when it cannot here (RD-20). */
  readonly redeemableAt: readonly string[];
}

/** Which items a completed card may be exchanged for (FG-1, FG-4). */
export interface AllowedFreeGoods {
  /** In the order of the program card. */
  readonly items: readonly ProgramItem[];
  /** Highest value allowed; null when the rule knows no limit. */
  readonly maximumCents: Cents | null;
  /** UPCs on the card whose value nobody knows: an Admin decides (RD-16). Empty normally. */
  readonly unvalued: readonly string[];
}

/** A completed card whose reward is not taken: **Unredeemed Rewards** (CA-2, CA-4). */
export interface DueReward {
  /** `programCard#slot`; see `rewardKey`. */
  readonly key: string;
  readonly programId: string;
  readonly programCardId: string;
  readonly slot: number;
  readonly card: Card;
  readonly allowed: AllowedFreeGoods;
  /** Customer data the program wants before the reward is given (RD-2). */
  readonly needs: readonly ('email' | 'address')[];
}
