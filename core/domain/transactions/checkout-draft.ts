import { Type, type Static } from 'typebox';
import type { Instant } from '../../kernel/amounts';
import { LineEntrySchema, MultiPurchaseReasonSchema } from './transaction';

const Id = Type.String({ minLength: 1, maxLength: 64 });
const Key = Type.String({ minLength: 1, maxLength: 80 });
const Upc = Type.String({ pattern: '^[0-9]{8,14}$' });
const LineNumber = Type.Integer({ minimum: 0, maximum: 9999 });

/** One line of screen 1. Its number is never given again in the same draft, so that a unit keeps its name. */
export const DraftLineSchema = Type.Object({
  line: LineNumber,
  upc: Upc,
  /** Empty for an item in no program (PU-13). */
  description: Type.String({ maxLength: 200 }),
  quantity: Type.Integer({ minimum: 1, maximum: 9999 }),
  entry: LineEntrySchema,
  /** When its first unit was entered, milliseconds. */
  at: Type.Integer({ minimum: 0 }),
  /** Null while the location keeps its old till (SA-14). */
  unitPriceCents: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
});
export type DraftLine = Static<typeof DraftLineSchema>;

/** Names a unit of the draft. */
export const DraftUnitSchema = Type.Object({ line: LineNumber, unit: LineNumber });
export type DraftUnit = Static<typeof DraftUnitSchema>;

/** A reward chosen to be taken in this visit (RD-3, RD-8). */
export const DraftRedemptionSchema = Type.Object({
  redemptionId: Id,
  programCardId: Id,
  /** Which of the program card's rewards, oldest first: see `rewardKey`. */
  slot: Type.Integer({ minimum: 0 }),
  /** The unit of the purchase list that became the free item (RD-8); null for an item chosen on screen 2. */
  unit: Type.Union([DraftUnitSchema, Type.Null()]),
  /** The qualifying item the claim is made for, and the one taken home (RD-9, RD-14). */
  claimedUpc: Upc,
  takenUpc: Upc,
  entry: LineEntrySchema,
});
export type DraftRedemption = Static<typeof DraftRedemptionSchema>;

/** The answer to one row of the **Multi-Purchase** pop-up (MP-3). */
export const DraftReasonSchema = Type.Object({
  /** The card it is for: see `rewardKey`. */
  key: Key,
  reason: MultiPurchaseReasonSchema,
  text: Type.String({ maxLength: 200 }),
});
export type DraftReason = Static<typeof DraftReasonSchema>;

/**
 * A checkout in progress: what the cashier did, nothing computed. Kept as a file so that a crash loses nothing (PU-19);
 * nothing of it counts before **Finished** (PU-8). Everything shown is derived by `checkoutView`.
 */
export const CheckoutDraftSchema = Type.Object(
  {
    /** Becomes the transaction's id: however often it is finished, it counts once (OX-2). */
    id: Id,
    customerId: Type.Union([Id, Type.Null()]),
    openedAt: Type.Integer({ minimum: 0 }),
    /** **Scanner/Keystroke Capture** (PU-1, PU-2). */
    captureOn: Type.Boolean(),
    nextLine: Type.Integer({ minimum: 0, maximum: 10_000 }),
    /** In scan order; quantity n equals n single scans in that order (PU-14). */
    lines: Type.Array(DraftLineSchema, { maxItems: 2000 }),
    /** Units for which **Count as purchase** was answered (RD-13). */
    countedAsPurchase: Type.Array(DraftUnitSchema),
    redemptions: Type.Array(DraftRedemptionSchema, { maxItems: 500 }),
    /** Keys of rewards kept with **Redeem Later** (RD-4). */
    later: Type.Array(Key),
    reasons: Type.Array(DraftReasonSchema),
    /** Up to 5, at most 60 characters each (PU-21). */
    customFields: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);
export type CheckoutDraft = Static<typeof CheckoutDraftSchema>;

/** A new checkout. `id` is minted by the caller; `customerId` null for a sale outside loyalty (LK-12). */
export function openDraft(id: string, customerId: string | null, openedAt: Instant): CheckoutDraft {
  return {
    ...{ id, customerId, openedAt, captureOn: true, nextLine: 0 },
    ...{ lines: [], countedAsPurchase: [], redemptions: [], later: [], reasons: [], customFields: {} },
  };
}
