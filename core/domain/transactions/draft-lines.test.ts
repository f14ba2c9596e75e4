import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import {
  aCheckoutContext,
  aDraft,
  aStanding,
  refusalCode,
  scanned,
  upc,
  valueOf,
} from '../../../tests/support/factories';
import { CheckoutDraftSchema } from './checkout-draft';
import { addItem, changeCustomer, removeLine, scanCode, setCapture, setCustomField, setQuantity } from './draft-lines';
import { countAsPurchase, redeemLater, useAsFreeItem } from './draft-rewards';

const context = aCheckoutContext();
const scan = (code: string, entry: 'scan' | 'typed' = 'scan') => scanCode(aDraft(), context, { code, entry, at: 5 });

test('a scan of a listed item, of another one, and of nonsense (PU-12, PU-13)', () => {
  expect(scan(upc(60))).toMatchObject({
    ok: true,
    value: { addedAs: 'program-item', unit: 0, line: { description: 'Bag at 60 dollars', quantity: 1, at: 5 } },
  });
  expect(scan(upc(1))).toMatchObject({
    ok: true,
    value: { addedAs: 'unknown-item', line: { upc: upc(1), description: '' } },
  });
  expect(refusalCode(scan('012345678904'))).toBe('code-check-digit');
  expect(refusalCode(scan('4006381333931'))).toBe('code-not-in-catalogue');
});

test('scans of the last item make its quantity, anything between starts a new line (PU-14)', () => {
  const draft = scanned(aDraft(), context, 60, 60, 48, 60);
  expect(draft.lines.map(({ line, upc: code, quantity }) => [line, code, quantity])).toEqual([
    [0, upc(60), 2],
    [1, upc(48), 1],
    [2, upc(60), 1],
  ]);
  const typed = valueOf(scanCode(draft, context, { code: upc(60), entry: 'typed', at: 1 })).draft;
  expect(typed.lines).toHaveLength(4); // how a unit was entered stays with it (HI-4)
});

test('items come from drop-downs and cards only when they are in a program of this location (PU-3, PU-4)', () => {
  const choose = (code: string) => addItem(aDraft(), context, { upc: code, entry: 'card-click', at: 1 });
  expect(choose(upc(60))).toMatchObject({ ok: true, value: { line: { entry: 'card-click' } } });
  expect(refusalCode(choose(upc(1)))).toBe('item-not-in-programs');
});

test('0 removes the line, negative and broken quantities are refused (PU-14)', () => {
  const draft = scanned(aDraft(), context, 60, 48);
  expect(valueOf(setQuantity(draft, 0, 0)).lines.map(({ line }) => line)).toEqual([1]);
  expect(refusalCode(setQuantity(draft, 0, -1))).toBe('quantity-negative');
  expect(refusalCode(setQuantity(draft, 0, 1.5))).toBe('quantity-not-whole');
  expect(refusalCode(setQuantity(draft, 0, 10_000))).toBe('quantity-too-large');
  expect(refusalCode(setQuantity(draft, 7, 1))).toBe('line-unknown');
  const many = valueOf(setQuantity(draft, 0, 9999));
  expect(refusalCode(setQuantity(many, 1, 2))).toBe('too-many-units');
  expect(refusalCode(scanCode(many, context, { code: upc(60), entry: 'scan', at: 1 }))).toBe('too-many-units');
});

test('a line number is never given again, so a unit keeps its name', () => {
  const draft = removeLine(scanned(aDraft(), context, 60, 48), 1);
  expect(scanned(draft, context, 72).lines.map(({ line }) => line)).toEqual([0, 2]);
});

test('Incorrect Customer moves the items or discards them, and never the decisions (LK-11)', () => {
  const full = aCheckoutContext({ standing: aStanding({ id: 'a', units: 24 }) });
  const free = valueOf(useAsFreeItem(scanned(aDraft(), full, 60, 60), full, { line: 0, unit: 1, redemptionId: 'r' }));
  const decided = redeemLater(countAsPurchase(free, { line: 0, unit: 0 }), 'card-large#1');
  const moved = changeCustomer(decided, 'ann', 'move');
  expect(moved).toMatchObject({ id: decided.id, customerId: 'ann', lines: decided.lines });
  expect([moved.redemptions, moved.later, moved.countedAsPurchase, moved.reasons]).toEqual([[], [], [], []]);
  expect(changeCustomer(decided, null, 'discard')).toMatchObject({ customerId: null, lines: [], nextLine: 1 });
});

test('custom fields: at most five of at most 60 characters, empty clears (PU-21)', () => {
  const filled = ['a', 'b', 'c', 'd', 'e'].reduce(
    (draft, name) => valueOf(setCustomField(draft, name, ' x ')),
    aDraft(),
  );
  expect(filled.customFields).toEqual({ a: 'x', b: 'x', c: 'x', d: 'x', e: 'x' });
  expect(refusalCode(setCustomField(filled, 'f', 'x'))).toBe('too-many-fields');
  expect(valueOf(setCustomField(filled, 'a', 'y')).customFields.a).toBe('y');
  expect(valueOf(setCustomField(filled, 'a', ' ')).customFields).toEqual({ b: 'x', c: 'x', d: 'x', e: 'x' });
  expect(refusalCode(setCustomField(aDraft(), 'a', 'x'.repeat(61)))).toBe('field-too-long');
});

test('a draft survives being written and read (PU-19)', () => {
  const draft = setCapture(redeemLater(scanned(aDraft(), context, 60, 48), 'card-large#0'), false);
  const read: unknown = JSON.parse(JSON.stringify(draft));
  expect(Value.Check(CheckoutDraftSchema, read)).toBe(true);
  expect(read).toEqual(draft);
});
