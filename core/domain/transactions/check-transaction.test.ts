import { expect, test } from 'vitest';
import {
  aBook,
  aCheckoutContext,
  aDraft,
  anItem,
  aProgram,
  aProgramCard,
  aStanding,
  fourBags,
  MIDTOWN,
  scanned,
  upc,
  valueOf,
} from '../../../tests/support/factories';
import type { Program } from '../programs/program';
import { checkTransaction } from './check-transaction';
import { checkoutView } from './checkout-view';
import { redeemItem } from './draft-rewards';
import { finishTransaction } from './finish-transaction';
import type { Punch, Redemption, TransactionFacts } from './transaction';

const context = aCheckoutContext({ standing: aStanding({ id: 'a', units: 11 }) });
const draft = valueOf(
  redeemItem(scanned(aDraft(), context, 60), context, {
    key: 'card-large#0',
    redemptionId: 'r',
    claimedUpc: upc(60),
    entry: 'scan',
  }),
);
const { facts } = valueOf(
  finishTransaction(draft, checkoutView(draft, context), {
    book: aBook(),
    businessDate: context.today,
    receiptNumber: 'x',
  }),
);
const [punch] = facts.punches;
const [redemption] = facts.redemptions;
const found = (stated: Partial<TransactionFacts>, programs: readonly Program[] = [aProgram()]) =>
  checkTransaction({ ...facts, ...stated }, programs, MIDTOWN).map(({ code, path }) => `${code} ${path}`);
const punched = (stated: Partial<Punch>) =>
  punch === undefined ? {} : { punches: [{ ...punch, ...stated }], redemptions: [], discountCents: 0 };
const redeemed = (stated: Partial<Redemption>) =>
  redemption === undefined ? {} : { redemptions: [{ ...redemption, ...stated }] };

test('what a register finished by the rules has no differences', () => {
  expect(found({})).toEqual([]);
});

test('each way a punch can differ is named', () => {
  expect(found({ customerId: null })).toEqual(['no-customer customerId']);
  expect(found(punched({ programId: 'p' }))).toEqual(['program-unknown punches/0']);
  expect(found(punched({ programCardId: 'c' }))).toEqual(['card-unknown punches/0']);
  expect(found(punched({ line: 9 }))).toEqual(['line-unknown punches/0']);
  expect(found(punched({ unit: 1 }))).toEqual(['unit-unknown punches/0']);
  expect(found(punched({ line: 1 }))).toEqual(['punched-and-free punches/0']);
  expect(found(punched({ buyX: 10 }))).toEqual(['wrong-x punches/0']);
  expect(found(punched({ valueCents: 1 }))).toEqual(['wrong-value punches/0']);
  const twice = punch === undefined ? [] : [punch, punch];
  expect(found({ punches: twice })).toEqual(['unit-punched-twice punches/1']);
  expect(found(punched({}), [aProgram({ enrollments: [] })])).toEqual(['not-enrolled punches/0']);
  const cards = (items = fourBags()) => [aProgram({ cards: [aProgramCard({ items })] })];
  expect(found(punched({}), cards([anItem({ upc: upc(1) })]))).toEqual(['item-not-listed punches/0']);
  expect(found(punched({}), cards([anItem({ qualifies: false })]))).toEqual(['item-not-qualifying punches/0']);
});

test('each way a redemption can differ is named', () => {
  expect(found(redeemed({ programId: 'p' }))).toEqual(['program-unknown redemptions/0']);
  expect(found(redeemed({ line: 0 }))).toEqual(['line-unknown redemptions/0']);
  expect(found(redeemed({ punches: redemption?.punches.slice(1) ?? [] }))).toEqual(['wrong-punch-count redemptions/0']);
  expect(found(redeemed({ claimedUpc: upc(1) }))).toEqual(['item-not-redeemable redemptions/0']);
  expect(found(redeemed({ claimedUpc: upc(72), claimedValueCents: 7200 }))).toEqual(['value-too-high redemptions/0']);
  expect(found(redeemed({ claimedValueCents: 5000 }))).toEqual([
    'wrong-value redemptions/0',
    'discount-too-high redemptions/0',
  ]);
  expect(found({ discountCents: 1 })).toEqual(['wrong-discount-sum discountCents']);
  const ahead = [...(redemption?.punches.slice(1) ?? []), { transactionId: 'visit-today', line: 0, unit: 5 }];
  expect(found(redeemed({ punches: ahead }))).toEqual(['punch-unknown redemptions/0']);
  const left = [{ locationId: MIDTOWN, enrolledOn: '2020-01-01', endedOn: '2026-01-01' }];
  expect(
    found(
      {
        punches: [],
        ...redeemed({ punches: Array.from({ length: 12 }, (_, unit) => ({ transactionId: 'a', line: 0, unit })) }),
      },
      [aProgram({ enrollments: left })],
    ),
  ).toEqual(['not-enrolled redemptions/0']);
});
