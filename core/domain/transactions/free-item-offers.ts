import { allowsItem } from '../cards/allowed-free-goods';
import type { DueReward } from '../cards/card';
import { dueRewardsOf } from '../cards/due-rewards';
import { itemOfCard } from '../programs/program-book';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft, DraftLine, DraftUnit } from './checkout-draft';
import { cardsWith, freeUnitsOf, todaysPunches, unitKey, type ItemOfLine } from './todays-units';

/** "**Use as free item** / **Count as purchase**" for one unit (RD-8, RD-13). */
export interface FreeItemOffer {
  readonly line: number;
  readonly unit: number;
  readonly upc: string;
  readonly description: string;
  /** The reward it would be taken for: see `rewardKey`. */
  readonly key: string;
}

/**
 * The units that may become free items: for each undecided reward, oldest first, the last entered unit that its rule
 * allows and that can be spared, so that without its punch every reward is still due (RD-8, RD-13).
 */
export function freeItemOffers(
  draft: CheckoutDraft,
  context: CheckoutContext,
  itemOf: ItemOfLine,
  undecided: readonly DueReward[],
): readonly FreeItemOffer[] {
  const answered = new Set([...draft.countedAsPurchase, ...freeUnitsOf(draft)].map(unitKey));
  const offers: FreeItemOffer[] = [];
  for (const { key, programCardId } of undecided) {
    const candidates = [...draft.lines].reverse().flatMap((line) => {
      if (itemOfCard(context.book, programCardId, line.upc)?.redeemable !== true) return [];
      const unit = lastUnanswered(line, answered);
      return unit === null ? [] : [{ ...unit, line }];
    });
    const spared = candidates.find(({ line, unit }) =>
      dueWithout(draft, context, itemOf, programCardId, [...offers, { line: line.line, unit }]).some(
        (reward) => reward.key === key && allowsItem(reward.allowed, line.upc),
      ),
    );
    if (spared === undefined) continue;
    const { line, unit } = spared;
    answered.add(unitKey({ line: line.line, unit }));
    offers.push({ line: line.line, unit, upc: line.upc, description: line.description, key });
  }
  return offers;
}

/** The rewards of a program card that are due when these units are free items too. */
export function dueWithout(
  draft: CheckoutDraft,
  context: CheckoutContext,
  itemOf: ItemOfLine,
  programCardId: string,
  units: readonly DraftUnit[],
): readonly DueReward[] {
  const punches = todaysPunches(draft, itemOf, [...freeUnitsOf(draft), ...units]);
  const own = punches.filter((punch) => punch.programCardId === programCardId);
  return dueRewardsOf(cardsWith(draft, context, own, programCardId), context.book);
}

function lastUnanswered({ line, quantity }: DraftLine, answered: ReadonlySet<string>): DraftUnit | null {
  for (let unit = quantity - 1; unit >= 0; unit -= 1) {
    if (!answered.has(unitKey({ line, unit }))) return { line, unit };
  }
  return null;
}
