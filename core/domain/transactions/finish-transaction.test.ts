import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import {
  aBook,
  aCheckoutContext,
  aDraft,
  aProgram,
  aStanding,
  said,
  scanned,
  upc,
  valueOf,
} from '../../../tests/support/factories';
import { standingTransactionOf } from '../../log/standing-transaction';
import { cardsOf } from '../cards/cards-of';
import { emptyStanding, foldTransaction } from '../cards/standing-fold';
import { checkTransaction } from './check-transaction';
import type { CheckoutContext } from './checkout-context';
import type { CheckoutDraft } from './checkout-draft';
import { checkoutView } from './checkout-view';
import { removeLine, setCustomField, setQuantity } from './draft-lines';
import { countAsPurchase, redeemItem, redeemLater, submitReasons, useAsFreeItem } from './draft-rewards';
import { finishTransaction } from './finish-transaction';
import { TransactionFactsSchema } from './transaction';

const with10 = aCheckoutContext({ standing: aStanding({ id: 'a', units: 10 }) });
const finish = (draft: CheckoutDraft, context: CheckoutContext) =>
  finishTransaction(draft, checkoutView(draft, context), {
    book: context.book,
    businessDate: context.today,
    receiptNumber: 'MID-1-000001',
  });

/** What the customer has once the finished transaction is folded. */
function afterwards(draft: CheckoutDraft, context: CheckoutContext) {
  const { facts } = valueOf(finish(draft, context));
  const place = { registerId: 'register-1', logId: 'log-of-register-1', sequence: 99 };
  const document = {
    id: draft.id,
    ...place,
    userId: null,
    locationId: context.locationId,
    finishedAt: Date.parse('2026-03-01T15:00Z'),
    orderInstant: 0,
    facts,
  };
  const transaction = standingTransactionOf(document, Date.parse('2026-03-01T15:00Z'));
  if (transaction === null) throw new Error('no loyalty in it');
  return foldTransaction(context.standing ?? emptyStanding('betty'), transaction, place);
}

test('worked example 6 finished: two punches, one free bag, the card redeemed with all twelve (RD-7, RD-8)', () => {
  const draft = valueOf(
    useAsFreeItem(scanned(aDraft(), with10, 60, 60, 60), with10, { line: 0, unit: 2, redemptionId: 'r' }),
  );
  const reasoned = valueOf(submitReasons(draft, with10, [{ key: 'card-large#0', reason: 'multiple-pets', text: '' }]));
  const { facts, ruleVersions } = valueOf(finish(reasoned, with10));
  expect(facts.lines.map(({ kind, quantity, upc: code }) => [kind, quantity, code])).toEqual([
    ['purchase', 2, upc(60)],
    ['free-good', 1, upc(60)],
  ]);
  expect(facts.punches.map(({ line, unit, reason }) => [line, unit, reason])).toEqual([
    [0, 0, 'multiple-pets'],
    [0, 1, 'multiple-pets'],
  ]); // MP-6
  expect(facts.redemptions).toHaveLength(1);
  expect(facts.redemptions[0]).toMatchObject({ line: 1, claimedUpc: upc(60), takenUpc: upc(60), discountCents: 6000 });
  expect(facts.redemptions[0]?.punches.slice(9)).toEqual([
    { transactionId: 'a', line: 0, unit: 9 },
    { transactionId: 'visit-today', line: 0, unit: 0 },
    { transactionId: 'visit-today', line: 0, unit: 1 },
  ]);
  expect(facts).toMatchObject({
    discountCents: 6000,
    totalCents: null,
    businessDate: '2026-03-01',
    receiptNumber: 'MID-1-000001',
  });
  expect(ruleVersions).toEqual({ 'program-acme': 1 });
  expect(said(cardsOf(afterwards(reasoned, with10), with10.book, { ...with10 }))).toEqual(['redeemed 12/12']);
});

test('worked example 9 finished: purchases are saved, the reward returns at the next visit (RD-4, RD-11)', () => {
  const context = aCheckoutContext({
    book: aBook(aProgram({ requiresAddress: true })),
    standing: aStanding({ id: 'a', units: 12 }),
    contact: { hasEmail: true, hasAddress: false },
  });
  const draft = redeemLater(scanned(aDraft(), context, 60), 'card-large#0');
  const standing = afterwards(draft, context);
  expect(said(cardsOf(standing, context.book, context))).toEqual(['completed 12/12', 'open 1/12']);
  expect(checkoutView(aDraft({ id: 'next-visit' }), { ...context, standing }).rewards).toMatchObject([
    { decision: 'undecided' },
  ]);
});

test('nothing is finished while something is open, and it says what (MP-1, CA-4)', () => {
  expect(finish(scanned(aDraft(), with10, 60, 60), with10)).toMatchObject({
    ok: false,
    refusal: { code: 'checkout-blocked', blocks: ['multi-purchase-reason', 'reward-undecided'] },
  });
});

test('a unit freed from the middle, removed lines and custom fields: numbers begin at 0 again', () => {
  const context = aCheckoutContext({ standing: aStanding({ id: 'a', units: 12 }) });
  const entered = removeLine(scanned(aDraft(), context, 45, 60, 60, 48), 0);
  const freed = valueOf(useAsFreeItem(entered, context, { line: 1, unit: 0, redemptionId: 'r' }));
  const draft = valueOf(setCustomField(freed, 'Initials', 'BS'));
  const reasoned = valueOf(submitReasons(draft, context, [{ key: 'card-large#1', reason: 'other', text: 'holiday' }]));
  const { facts } = valueOf(finish(reasoned, context));
  expect(facts.lines.map(({ kind, upc: code }) => [kind, code])).toEqual([
    ['purchase', upc(60)],
    ['free-good', upc(60)],
    ['purchase', upc(48)],
  ]);
  expect(facts.punches.map(({ line, unit, reasonText }) => [line, unit, reasonText])).toEqual([
    [0, 0, 'holiday'],
    [2, 0, 'holiday'],
  ]);
  expect(facts.customFields).toEqual({ Initials: 'BS' });
});

test('a sale without a customer has lines and nothing else (LK-12)', () => {
  const context = aCheckoutContext({ standing: null, contact: null });
  const { facts, ruleVersions } = valueOf(finish({ ...scanned(aDraft(), context, 60), customerId: null }, context));
  expect(facts).toMatchObject({ customerId: null, punches: [], redemptions: [], lines: [{ quantity: 1 }] });
  expect(ruleVersions).toEqual({});
});

test('whatever a cashier does, what is finished is what was shown (PU-8, OX-4)', () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant('scan' as const), dollars: fc.constantFrom(45, 48, 60, 72, 1) }),
    fc.record({ act: fc.constant('quantity' as const), line: fc.nat({ max: 5 }), quantity: fc.nat({ max: 14 }) }),
    fc.record({ act: fc.constant('remove' as const), line: fc.nat({ max: 5 }) }),
    fc.record({ act: fc.constant('free' as const), line: fc.nat({ max: 5 }), unit: fc.nat({ max: 13 }) }),
    fc.record({ act: fc.constant('purchase' as const), line: fc.nat({ max: 5 }), unit: fc.nat({ max: 13 }) }),
    fc.record({ act: fc.constant('redeem' as const), slot: fc.nat({ max: 2 }), dollars: fc.constantFrom(45, 48, 60) }),
  );
  let finished = 0;
  fc.assert(
    fc.property(fc.nat({ max: 26 }), fc.array(step, { minLength: 1, maxLength: 20 }), (before, steps) => {
      const context = aCheckoutContext({ standing: aStanding({ id: 'a', units: before }) });
      let draft = steps.reduce<CheckoutDraft>((now, one, index) => {
        const redemptionId = `r${String(index)}`;
        const result = (() => {
          if (one.act === 'scan') return { ok: true as const, value: scanned(now, context, one.dollars) };
          if (one.act === 'quantity') return setQuantity(now, one.line, one.quantity);
          if (one.act === 'remove') return { ok: true as const, value: removeLine(now, one.line) };
          if (one.act === 'purchase') return { ok: true as const, value: countAsPurchase(now, one) };
          if (one.act === 'free') return useAsFreeItem(now, context, { ...one, redemptionId });
          const key = `card-large#${String(one.slot)}`;
          return redeemItem(now, context, { key, redemptionId, claimedUpc: upc(one.dollars), entry: 'dropdown' });
        })();
        return result.ok ? result.value : now;
      }, aDraft());

      // The cashier settles what is open, as the screens demand.
      for (const { key } of checkoutView(draft, context).lapsed) draft = redeemLater(draft, key);
      for (const { key, decision } of checkoutView(draft, context).rewards) {
        if (decision === 'undecided') draft = redeemLater(draft, key);
      }
      const reasons = checkoutView(draft, context).multiPurchase.map(({ key }) => ({
        key,
        reason: 'stocking-up' as const,
        text: '',
      }));
      draft = valueOf(submitReasons(draft, context, reasons));
      const view = checkoutView(draft, context);
      if (view.finishBlocks.length > 0) {
        expect(view.finishBlocks).toEqual(['nothing-entered']);
        return;
      }
      finished += 1;
      const { facts } = valueOf(finish(draft, context));
      expect(Value.Errors(TransactionFactsSchema, facts)).toEqual([]);
      expect(checkTransaction(facts, context.book.programs, context.locationId)).toEqual([]);

      const units = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      const extra = draft.redemptions.filter(({ unit }) => unit === null).length;
      expect(facts.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(units + extra);
      expect(facts.discountCents).toBe(view.discountCents);

      const shown = (cards: typeof view.cards) =>
        cards
          .map(({ status, count, punches }) => `${status} ${String(count)} ${punches.map((one) => one.upc).join()}`)
          .sort();
      expect(shown(cardsOf(afterwards(draft, context), context.book, context))).toEqual(shown(view.cards));
    }),
    { numRuns: 200 },
  );
  expect(finished).toBeGreaterThan(100);
});
