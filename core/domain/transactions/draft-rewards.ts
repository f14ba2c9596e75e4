import { allowsItem } from '../cards/allowed-free-goods';
import { rewardKey } from '../cards/cards-of';
import { ok, refuse, type Result } from '../../kernel/result';
import { isInCatalogue } from '../programs/program-book';
import { readUpc } from '../programs/upc';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft, DraftReason, DraftRedemption, DraftUnit } from './checkout-draft';
import type { CheckoutRefusal, CheckoutRefusalCode } from './checkout-refusal';
import { checkoutView, type RewardView } from './checkout-view';
import { dueWithout } from './free-item-offers';
import { freeUnitsOf, itemsOfLines, unitKey } from './todays-units';

/** Length of a reason's own words, which `other` must have (MP-3). */
export const REASON_TEXT_LENGTH = { minimum: 3, maximum: 200 };

/**
 * **Use as free item** (RD-8, RD-13): a unit of the list becomes the free item of the oldest undecided reward that
 * allows it. Refused when without its punch a reward already decided about would no longer be due.
 */
export function useAsFreeItem(
  draft: CheckoutDraft,
  context: CheckoutContext,
  choice: DraftUnit & { readonly redemptionId: string },
): Result<CheckoutDraft, CheckoutRefusal> {
  const line = draft.lines.find((one) => one.line === choice.line);
  if (line === undefined || choice.unit >= line.quantity) {
    return refusal('line-unknown', 'This item is no longer on the list.');
  }
  const unit = { line: choice.line, unit: choice.unit };
  const isFree = freeUnitsOf(draft).some((one) => unitKey(one) === unitKey(unit));
  const before = checkoutView(draft, context);
  const open = new Set(before.rewards.filter(({ decision }) => decision === 'undecided').map(({ key }) => key));
  const itemOf = itemsOfLines(draft, context);

  for (const programCardId of new Set(before.rewards.map((reward) => reward.programCardId))) {
    if (isFree) break;
    const reward = dueWithout(draft, context, itemOf, programCardId, [unit]).find(
      ({ key, allowed }) => open.has(key) && allowsItem(allowed, line.upc),
    );
    if (reward === undefined) continue;
    const chosen = withRedemption(draft, {
      ...{ redemptionId: choice.redemptionId, programCardId, slot: reward.slot, unit },
      ...{ claimedUpc: line.upc, takenUpc: line.upc, entry: line.entry },
    });
    if (checkoutView(chosen, context).lapsed.length <= before.lapsed.length) return ok(chosen);
  }
  return refusal('unit-not-free', 'No reward can be taken with this item.');
}

/** **Count as purchase** (RD-13): the unit is not offered as free item again. */
export function countAsPurchase(draft: CheckoutDraft, { line, unit }: DraftUnit): CheckoutDraft {
  const others = draft.countedAsPurchase.filter((one) => unitKey(one) !== unitKey({ line, unit }));
  return { ...draft, countedAsPurchase: [...others, { line, unit }] };
}

/**
 * Chooses the free item of a due reward (RD-3), by drop-down or by its scanned code. `takenUpc`: what the customer
 * takes home when it is another item (RD-9). A former choice for the same reward is replaced.
 */
export function redeemItem(
  draft: CheckoutDraft,
  context: CheckoutContext,
  choice: {
    readonly key: string;
    readonly redemptionId: string;
    readonly claimedUpc: string;
    readonly takenUpc?: string;
    readonly entry: 'scan' | 'typed' | 'dropdown';
  },
): Result<CheckoutDraft, CheckoutRefusal> {
  const inCatalogue = (upc: string) => isInCatalogue(context.book, upc);
  const claimed = readUpc(choice.claimedUpc, inCatalogue);
  if (!claimed.ok) return claimed;
  const taken = choice.takenUpc === undefined ? claimed : readUpc(choice.takenUpc, inCatalogue);
  if (!taken.ok) return taken;

  const without = undoRedemption(draft, choice.key);
  const view = checkoutView(without, context);
  const reward = view.rewards.find(({ key }) => key === choice.key);
  if (reward === undefined) return notDue(view.cards, choice.key);
  if (!allowsItem(reward.allowed, claimed.value)) return refusal('item-not-allowed', sentence(reward));
  return ok(
    withRedemption(without, {
      ...{ redemptionId: choice.redemptionId, programCardId: reward.programCardId, slot: reward.slot, unit: null },
      ...{ claimedUpc: claimed.value, takenUpc: taken.value, entry: choice.entry },
    }),
  );
}

/** A code scanned on screen 2: the oldest undecided reward that allows the item takes it (RD-3). */
export function redeemScannedCode(
  draft: CheckoutDraft,
  context: CheckoutContext,
  scan: { readonly code: string; readonly redemptionId: string },
): Result<CheckoutDraft, CheckoutRefusal> {
  const read = readUpc(scan.code, (upc) => isInCatalogue(context.book, upc));
  if (!read.ok) return read;
  const open = checkoutView(draft, context).rewards.filter(({ decision }) => decision === 'undecided');
  const reward = open.find(({ allowed }) => allowsItem(allowed, read.value));
  if (reward !== undefined) {
    const { redemptionId } = scan;
    return redeemItem(draft, context, { key: reward.key, redemptionId, claimedUpc: read.value, entry: 'scan' });
  }
  const [first] = open;
  return first === undefined
    ? refusal('reward-not-due', 'No reward is waiting for an item.')
    : refusal('item-not-allowed', sentence(first));
}

/** **Redeem Later** (RD-4): keeps the reward for another visit; a choice already made is undone. */
export function redeemLater(draft: CheckoutDraft, key: string): CheckoutDraft {
  const undone = undoRedemption(draft, key);
  return { ...undone, later: [...undone.later, key] };
}

/** **Undo Redemption** (RD-6): the reward is due again; a unit that was the free item is a purchase again. */
export function undoRedemption(draft: CheckoutDraft, key: string): CheckoutDraft {
  return {
    ...draft,
    redemptions: draft.redemptions.filter(({ programCardId, slot }) => rewardKey(programCardId, slot) !== key),
    later: draft.later.filter((one) => one !== key),
  };
}

/** **Submit Reason** (MP-1, MP-3): one reason for every card that received more than one unit. */
export function submitReasons(
  draft: CheckoutDraft,
  context: CheckoutContext,
  reasons: readonly DraftReason[],
): Result<CheckoutDraft, CheckoutRefusal> {
  const given: DraftReason[] = [];
  for (const { key } of checkoutView(draft, context).multiPurchase) {
    const reason = reasons.find((one) => one.key === key);
    if (reason === undefined) return refusal('reason-missing', 'Choose a reason for every card.');
    const text = reason.text.trim();
    const { minimum, maximum } = REASON_TEXT_LENGTH;
    if (text.length > maximum || (reason.reason === 'other' && text.length < minimum)) {
      return refusal(
        'reason-text-length',
        `A reason of its own has ${String(minimum)} to ${String(maximum)} characters.`,
      );
    }
    given.push({ key, reason: reason.reason, text });
  }
  return ok({ ...draft, reasons: given });
}

function withRedemption(draft: CheckoutDraft, redemption: DraftRedemption): CheckoutDraft {
  const key = rewardKey(redemption.programCardId, redemption.slot);
  const undone = undoRedemption(draft, key);
  return { ...undone, redemptions: [...undone.redemptions, redemption] };
}

function notDue(cards: ReturnType<typeof checkoutView>['cards'], key: string): Result<CheckoutDraft, CheckoutRefusal> {
  const card = cards.find(({ programCardId, slot }) => slot !== null && rewardKey(programCardId, slot) === key);
  return card?.status === 'completed'
    ? refusal('reward-not-here', 'This reward cannot be redeemed at this location.') // RD-20
    : refusal('reward-not-due', 'This reward is not due.');
}

function sentence({ card, allowed }: RewardView): string {
  return allowed.unvalued.length > 0 && allowed.maximumCents === null
    ? `Nobody knows the value of the items on “${card.cardTitle}”: ask an Admin.` // RD-16
    : `“${card.cardTitle}” does not allow this item.`;
}

function refusal(code: CheckoutRefusalCode, message: string): Result<never, CheckoutRefusal> {
  return refuse({ code, message });
}
