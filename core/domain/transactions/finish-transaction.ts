import type { CalendarDate } from '../../kernel/amounts';
import { ok, refuse, type Result } from '../../kernel/result';
import type { ProgramBook } from '../programs/program-book';
import type { CheckoutDraft, DraftLine } from './checkout-draft';
import type { CheckoutRefusal } from './checkout-refusal';
import type { CheckoutBlock, CheckoutView, RewardView } from './checkout-view';
import { unitKey } from './todays-units';
import type { Punch, PunchRef, Redemption, TransactionFacts, TransactionLine } from './transaction';

/** What **Finished** writes: the facts of one entry and the versions of the programs it was decided with (PR-9). */
export interface FinishedCheckout {
  readonly facts: TransactionFacts;
  readonly ruleVersions: Readonly<Record<string, number>>;
}

/** Nothing was finished; `blocks` says what is missing. */
export interface FinishRefusal extends CheckoutRefusal {
  readonly blocks: readonly CheckoutBlock[];
}

const BLOCK_SENTENCES: Readonly<Record<CheckoutBlock, string>> = {
  'nothing-entered': 'Nothing is on the list yet.',
  'multi-purchase-reason': 'A card received more than one unit: a reason must be given first.',
  'custom-field': 'A required field is still empty.',
  'reward-undecided': 'A reward is due: redeem it or choose Redeem Later.',
  'redemption-lapsed': 'A chosen reward is no longer due, or no longer allows its item: undo that redemption.',
  'customer-data': 'The program needs data of the customer before this reward is given.',
};

/**
 * Turns a checkout into the facts of `transaction-finished` (RD-7, PU-9). `receiptNumber` may be '' where the journal
 * gives it out. `view` must be the view of this very draft.
 */
export function finishTransaction(
  draft: CheckoutDraft,
  view: CheckoutView,
  given: { readonly book: ProgramBook; readonly businessDate: CalendarDate; readonly receiptNumber: string },
): Result<FinishedCheckout, FinishRefusal> {
  const { finishBlocks: blocks } = view;
  const [first] = blocks;
  if (first !== undefined) return refuse({ code: 'checkout-blocked', message: BLOCK_SENTENCES[first], blocks });
  const taken = view.rewards.filter(({ redeemed }) => redeemed !== null);
  const placed = placeUnits(view, taken);
  const punches = view.punches.map((punch) => finishedPunch(punch, view, placed));
  const redemptions = taken.flatMap((reward) => finishedRedemption(reward, draft, placed));

  const versions = [...punches, ...redemptions].map(({ programId }) => {
    return [programId, given.book.byProgramId.get(programId)?.version ?? 0] as const;
  });
  const { id, customerId, openedAt, customFields } = draft;
  const { businessDate, receiptNumber } = given;
  const { discountCents, totalCents } = view;
  return ok({
    facts: {
      ...{ transactionId: id, kind: 'sale', customerId, openedAt, businessDate, receiptNumber },
      ...{ lines: placed.lines, punches, redemptions, points: [], tenders: [] },
      ...{ discountCents, totalCents, customFields },
    },
    ruleVersions: Object.fromEntries(versions),
  });
}

interface PlacedUnits {
  readonly lines: TransactionLine[];
  /** Where a unit bought in the draft stands in the transaction. */
  readonly bought: ReadonlyMap<string, { readonly line: number; readonly unit: number }>;
  /** The free-good line of each redemption. */
  readonly free: ReadonlyMap<string, number>;
}

/**
 * Puts purchases and free goods on lines of their own, numbered from 0: a unit is one or the other, never both (RD-8).
 * Each free good has its own line, right behind the purchases it was scanned with.
 */
function placeUnits(view: CheckoutView, taken: readonly RewardView[]): PlacedUnits {
  const lines: TransactionLine[] = [];
  const bought = new Map<string, { readonly line: number; readonly unit: number }>();
  const free = new Map<string, number>();
  const addFree = ({ redeemed }: RewardView, unitPriceCents: number | null) => {
    if (redeemed === null) return;
    const { redemption, description } = redeemed;
    const { takenUpc: upc, entry, redemptionId } = redemption;
    free.set(redemptionId, lines.push({ upc, description, quantity: 1, unitPriceCents, kind: 'free-good', entry }) - 1);
  };

  for (const line of view.lines) {
    const purchases = line.units.filter(({ use }) => use === 'purchase');
    purchases.forEach(({ unit }, place) => {
      bought.set(unitKey({ line: line.line, unit }), { line: lines.length, unit: place });
    });
    if (purchases.length > 0) lines.push(purchaseLine(line, purchases.length));
    for (const reward of taken) {
      if (reward.redeemed?.redemption.unit?.line === line.line) addFree(reward, line.unitPriceCents);
    }
  }
  for (const reward of taken) if (reward.redeemed?.redemption.unit === null) addFree(reward, null);
  return { lines, bought, free };
}

function purchaseLine({ upc, description, unitPriceCents, entry }: DraftLine, quantity: number): TransactionLine {
  return { upc, description, quantity, unitPriceCents, kind: 'purchase', entry };
}

/** MP-6: the reason stands on every punch of a card that received more than one. */
function finishedPunch(punch: Punch, { lines, multiPurchase }: CheckoutView, { bought }: PlacedUnits): Punch {
  const key = lines.find(({ line }) => line === punch.line)?.units[punch.unit]?.key;
  const reason = multiPurchase.find((row) => row.key === key)?.reason;
  return { ...punch, ...bought.get(unitKey(punch)), reason: reason?.reason ?? null, reasonText: reason?.text ?? '' };
}

function finishedRedemption(reward: RewardView, draft: CheckoutDraft, { bought, free }: PlacedUnits): Redemption[] {
  const { programId, programCardId, card, redeemed } = reward;
  if (redeemed === null) return [];
  const { redemption, claimedValueCents, discountCents } = redeemed;
  const { redemptionId, claimedUpc, takenUpc } = redemption;
  const punches = card.punches
    .filter(({ expired }) => !expired)
    .map(({ ref }): PunchRef => (ref.transactionId === draft.id ? { ...ref, ...bought.get(unitKey(ref)) } : ref));
  const line = free.get(redemptionId) ?? 0;
  return [
    { redemptionId, programId, programCardId, punches, line, claimedUpc, claimedValueCents, takenUpc, discountCents },
  ];
}
