import { expect, test } from 'vitest';
import {
  aBook,
  aCheckoutContext,
  aDraft,
  aProgram,
  aStanding,
  HARBOR,
  MIDTOWN,
  refusalCode,
  scanned,
  upc,
  valueOf,
} from '../../../tests/support/factories';
import { checkoutView } from './checkout-view';
import { redeemItem, redeemLater, redeemScannedCode, undoRedemption } from './draft-rewards';

const standing = aStanding({ id: 'a', units: 11 }, { id: 'b', units: 13, dollars: 48, sequence: 2 });
const context = aCheckoutContext({ standing }); // two rewards, both up to $48
const choose = (key: string, claimedUpc: string, draft = aDraft(), takenUpc?: string) =>
  redeemItem(draft, context, {
    key,
    redemptionId: `r-${key}`,
    claimedUpc,
    entry: 'dropdown',
    ...(takenUpc === undefined ? {} : { takenUpc }),
  });

test('only items the rule allows can be chosen, each card its own (RD-3, RD-15)', () => {
  expect(refusalCode(choose('card-large#0', upc(60)))).toBe('item-not-allowed');
  expect(refusalCode(choose('card-large#2', upc(48)))).toBe('reward-not-due');
  expect(refusalCode(choose('card-large#0', '012345678904'))).toBe('code-check-digit');
  const both = valueOf(choose('card-large#1', upc(45), valueOf(choose('card-large#0', upc(48)))));
  const view = checkoutView(both, context);
  expect(view.rewards.map(({ redeemed }) => redeemed?.discountCents)).toEqual([4800, 4500]);
  expect(view).toMatchObject({ discountCents: 9300, finishBlocks: [] });
});

test('choosing again replaces the choice', () => {
  const draft = valueOf(choose('card-large#0', upc(45), valueOf(choose('card-large#0', upc(48)))));
  expect(draft.redemptions.map(({ claimedUpc }) => claimedUpc)).toEqual([upc(45)]);
});

test('an item that does not qualify may be taken for one that does; the claim is for the latter (RD-9, RD-14)', () => {
  const draft = valueOf(choose('card-large#0', upc(48), aDraft(), upc(72)));
  expect(checkoutView(draft, context).rewards[0]?.redeemed).toMatchObject({
    ...{
      redemption: { claimedUpc: upc(48), takenUpc: upc(72) },
      description: 'Bag at 72 dollars',
      discountCents: 4800,
    },
  });
  const cheaper = valueOf(choose('card-large#0', upc(48), aDraft(), upc(45)));
  expect(checkoutView(cheaper, context).discountCents).toBe(4500);
});

test('a scanned code goes to the oldest undecided reward that allows it (RD-3, RD-15)', () => {
  const scan = (draft = aDraft(), code = upc(48)) => redeemScannedCode(draft, context, { code, redemptionId: 'r' });
  expect(valueOf(scan()).redemptions).toMatchObject([{ slot: 0, entry: 'scan', claimedUpc: upc(48) }]);
  expect(valueOf(scan(redeemLater(aDraft(), 'card-large#0'))).redemptions).toMatchObject([{ slot: 1 }]);
  expect(refusalCode(scan(aDraft(), upc(72)))).toBe('item-not-allowed');
  const decided = redeemLater(redeemLater(aDraft(), 'card-large#0'), 'card-large#1');
  expect(refusalCode(scan(decided))).toBe('reward-not-due');
});

test('Redeem Later and Undo Redemption, in any order, leave one decision (RD-4, RD-6)', () => {
  const key = 'card-large#0';
  const decision = (draft = aDraft()) => checkoutView(draft, context).rewards[0]?.decision;
  const chosen = valueOf(choose(key, upc(48)));
  expect(decision(redeemLater(chosen, key))).toBe('later');
  expect(redeemLater(redeemLater(chosen, key), key)).toMatchObject({ redemptions: [], later: [key] });
  expect(decision(undoRedemption(redeemLater(chosen, key), key))).toBe('undecided');
  expect(decision(valueOf(choose(key, upc(45), redeemLater(aDraft(), key))))).toBe('redeemed');
  expect(decision(undoRedemption(chosen, key))).toBe('undecided');
});

test('a reward this location cannot give is refused by name (RD-20)', () => {
  const enrollments = [
    { locationId: MIDTOWN, enrolledOn: '2020-01-01', endedOn: '2026-01-15' },
    { locationId: HARBOR, enrolledOn: '2020-01-01', endedOn: null },
  ];
  const left = aCheckoutContext({ standing, book: aBook(aProgram({ enrollments })) });
  const choice = { key: 'card-large#0', redemptionId: 'r', claimedUpc: upc(48), entry: 'dropdown' } as const;
  expect(refusalCode(redeemItem(aDraft(), left, choice))).toBe('reward-not-here');
  expect(checkoutView(scanned(aDraft(), left, 60), left)).toMatchObject({ rewards: [], punches: [] });
});
