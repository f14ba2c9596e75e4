import type { Cents } from '../../kernel/amounts';
import { allowsItem, discountOf, priceTaken } from '../cards/allowed-free-goods';
import type { Card, DueReward } from '../cards/card';
import { rewardKey } from '../cards/cards-of';
import { dueRewardsOf } from '../cards/due-rewards';
import { itemOfCard } from '../programs/program-book';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft, DraftLine, DraftReason, DraftRedemption } from './checkout-draft';
import { freeItemOffers, type FreeItemOffer } from './free-item-offers';
import { cardsWith, freeUnitsOf, itemsOfLines, todaysPunches, unitKey, type ItemOfLine } from './todays-units';
import type { Punch } from './transaction';

export type { FreeItemOffer };

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

/** What was chosen for a reward, with its discount (RD-14). */
export interface ChosenReward {
  readonly redemption: DraftRedemption;
  readonly description: string;
  readonly claimedValueCents: Cents | null;
  /** What the item taken home costs; null when nobody knows. */
  readonly takenCents: Cents | null;
  readonly discountCents: Cents;
}

/** A reward of this checkout: due, chosen, or kept for later. */
export interface RewardView extends DueReward {
  readonly decision: 'undecided' | 'redeemed' | 'later';
  /** Null unless `redeemed`. */
  readonly redeemed: ChosenReward | null;
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
  /** The customer's cards with today's units on them (`punch.today`) and rewards chosen now (`redemption.state`). */
  readonly cards: readonly Card[];
  /** **Unredeemed Rewards** that can be given here, oldest first (RD-15). */
  readonly rewards: readonly RewardView[];
  readonly lapsed: readonly LapsedRedemption[];
  readonly freeItemOffers: readonly FreeItemOffer[];
  readonly multiPurchase: readonly MultiPurchaseRow[];
  /** What today's units punch, by the draft's line numbers. */
  readonly punches: readonly Punch[];
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
export function checkoutView(draft: CheckoutDraft, context: CheckoutContext): CheckoutView {
  const itemOf = itemsOfLines(draft, context);
  const punches = todaysPunches(draft, itemOf, freeUnitsOf(draft));
  const dealt = cardsWith(draft, context, punches);
  const rewards = dueRewardsOf(dealt, context.book).map((due) => rewardView(due, draft, context));
  const taken = rewards.flatMap(({ redeemed }) => redeemed ?? []);
  const lapsed = lapsedRedemptions(draft, dealt, rewards);
  const multiPurchase = multiPurchaseRows(draft, dealt);
  const undecided = rewards.filter(({ decision }) => decision === 'undecided');
  const discountCents = taken.reduce((sum, one) => sum + one.discountCents, 0);
  const missingFields = context.requiredFields.filter((name) => (draft.customFields[name] ?? '') === '');

  const reasonsMissing = multiPurchase.some(({ reason }) => reason === null);
  const dataMissing =
    missingData(
      rewards.filter(({ decision }) => decision === 'redeemed'),
      context,
    ).length > 0;
  const purchases = blocks([
    [draft.lines.length === 0 && rewards.length === 0, 'nothing-entered'],
    [reasonsMissing, 'multi-purchase-reason'], // MP-1
  ]);
  return {
    lines: draft.lines.map((line) => lineView(line, draft, context, itemOf, dealt)),
    cards: dealt.map((card) => withTodaysRedemption(card, rewards, draft, context)),
    ...{ rewards, lapsed, multiPurchase, punches, discountCents, missingFields },
    freeItemOffers: freeItemOffers(draft, context, itemOf, undecided),
    totalCents: totalOf(draft, taken, discountCents),
    missingData: missingData(
      rewards.filter(({ decision }) => decision !== 'later'),
      context,
    ),
    checkoutBlocks: purchases,
    finishBlocks: blocks([
      [draft.lines.length === 0 && draft.redemptions.length === 0, 'nothing-entered'],
      [reasonsMissing, 'multi-purchase-reason'],
      [missingFields.length > 0, 'custom-field'], // PU-10
      [undecided.length > 0, 'reward-undecided'], // CA-4: never missed silently
      [lapsed.length > 0, 'redemption-lapsed'],
      [dataMissing, 'customer-data'], // RD-2
    ]),
  };
}

function blocks(conditions: readonly (readonly [boolean, CheckoutBlock])[]): readonly CheckoutBlock[] {
  return conditions.flatMap(([holds, block]) => (holds ? [block] : []));
}

function keyOf({ programCardId, slot }: DraftRedemption): string {
  return rewardKey(programCardId, slot);
}

function rewardView(due: DueReward, draft: CheckoutDraft, { book }: CheckoutContext): RewardView {
  const redemption = draft.redemptions.find((one) => keyOf(one) === due.key);
  if (redemption === undefined || !allowsItem(due.allowed, redemption.claimedUpc)) {
    return { ...due, decision: draft.later.includes(due.key) ? 'later' : 'undecided', redeemed: null };
  }
  const { programCardId, claimedUpc, takenUpc, unit } = redemption;
  const line = unit === null ? undefined : draft.lines.find((one) => one.line === unit.line);
  const claimedValueCents = itemOfCard(book, programCardId, claimedUpc)?.valueCents ?? null;
  const takenCents = priceTaken(book, programCardId, takenUpc, line?.unitPriceCents ?? null);
  const description = line?.description ?? book.byUpc.get(takenUpc)?.[0]?.item.description ?? '';
  const discountCents = discountOf(claimedValueCents, takenCents);
  const redeemed = { redemption, description, claimedValueCents, takenCents, discountCents };
  return { ...due, decision: 'redeemed', redeemed };
}

function lapsedRedemptions(
  draft: CheckoutDraft,
  cards: readonly Card[],
  rewards: readonly RewardView[],
): readonly LapsedRedemption[] {
  return draft.redemptions.flatMap((redemption): LapsedRedemption[] => {
    const key = keyOf(redemption);
    const reward = rewards.find((one) => one.key === key);
    if (reward !== undefined) {
      const isTaken = reward.redeemed?.redemption === redemption;
      return isTaken ? [] : [{ redemption, key, code: 'item-not-allowed' }];
    }
    const card = cards.find((one) => one.slot === redemption.slot && one.programCardId === redemption.programCardId);
    return [{ redemption, key, code: card?.status === 'completed' ? 'reward-not-here' : 'reward-not-due' }];
  });
}

/** MP-1, MP-4: every card that received more than one new unit. Which units are free items is decided before. */
function multiPurchaseRows(draft: CheckoutDraft, cards: readonly Card[]): readonly MultiPurchaseRow[] {
  return cards.flatMap((card) => {
    const newUnits = card.punches.filter(({ today }) => today).length;
    if (newUnits < 2 || card.slot === null) return [];
    const key = rewardKey(card.programCardId, card.slot);
    return [{ key, card, newUnits, reason: draft.reasons.find((one) => one.key === key) ?? null }];
  });
}

function missingData(rewards: readonly RewardView[], { contact }: CheckoutContext): readonly ('email' | 'address')[] {
  const needs = new Set(rewards.flatMap((reward) => reward.needs));
  const lacks = { email: contact?.hasEmail !== true, address: contact?.hasAddress !== true };
  return (['email', 'address'] as const).filter((one) => needs.has(one) && lacks[one]);
}

function lineView(
  line: DraftLine,
  draft: CheckoutDraft,
  { book }: CheckoutContext,
  itemOf: ItemOfLine,
  cards: readonly Card[],
): LineView {
  const free = new Set(freeUnitsOf(draft).map(unitKey));
  const found = itemOf(line);
  const punches = found?.item.qualifies === true && draft.customerId !== null;
  const keys = new Map<number, string>();
  for (const { programCardId, slot, punches: own } of cards) {
    if (slot === null || programCardId !== found?.card.id) continue;
    for (const { today, ref } of own) {
      if (today && ref.line === line.line) keys.set(ref.unit, rewardKey(programCardId, slot));
    }
  }
  const units = Array.from({ length: line.quantity }, (_, unit): UnitView => {
    const isFree = free.has(unitKey({ line: line.line, unit }));
    return { unit, use: isFree ? 'free-item' : 'purchase', key: keys.get(unit) ?? null };
  });
  const unlisted = book.byUpc.has(line.upc) ? 'other-program' : 'unknown-item';
  const listed = draft.customerId === null ? 'no-customer' : punches ? 'punches' : 'not-qualifying';
  return { ...line, units, loyalty: found === undefined ? unlisted : listed };
}

function withTodaysRedemption(
  card: Card,
  rewards: readonly RewardView[],
  draft: CheckoutDraft,
  { locationId, today }: CheckoutContext,
): Card {
  const reward = rewards.find((one) => one.card === card);
  if (reward?.redeemed == null) return card;
  const { redemption, description, claimedValueCents, discountCents } = reward.redeemed;
  const { redemptionId, claimedUpc, takenUpc } = redemption;
  return {
    ...card,
    status: 'redeemed',
    mayRedeem: false,
    redemption: {
      ...{ redemptionId, state: 'today', transactionId: draft.id, businessDate: today, locationId },
      ...{ userId: null, receiptNumber: '', claimedUpc, claimedValueCents, takenUpc, description, discountCents },
    },
  };
}

function totalOf(draft: CheckoutDraft, taken: readonly ChosenReward[], discountCents: Cents): Cents | null {
  let total = -discountCents;
  for (const { unitPriceCents, quantity } of draft.lines) {
    if (unitPriceCents === null) return null;
    total += unitPriceCents * quantity;
  }
  // An item chosen on screen 2 is on no line: it adds its price, of which the discount takes off the claimed value.
  for (const { redemption, takenCents, discountCents: off } of taken) {
    if (redemption.unit === null) total += takenCents ?? off;
  }
  return draft.lines.length === 0 ? null : Math.max(0, total);
}
