import { expect, test } from 'vitest';
import { aPunch, aRedemption, instant, punchesOf, upc } from '../../tests/support/factories';
import type { TransactionFacts } from '../domain/transactions/transaction';
import { contentOf, GENESIS_HASH, placeEntry, PROTOCOL_VERSION } from './entry';
import { standingTransactionOf } from './standing-transaction';

const purchase = (code: string) =>
  ({ upc: code, description: 'Bag', quantity: 1, unitPriceCents: null, kind: 'purchase', entry: 'scan' }) as const;
const facts: TransactionFacts = {
  ...{ transactionId: 'visit', kind: 'sale', customerId: 'betty', openedAt: 5, businessDate: '2026-03-01' },
  ...{ receiptNumber: 'MID-1-000001', points: [], tenders: [], discountCents: 0, totalCents: null, customFields: {} },
  lines: [purchase(upc(60)), purchase(upc(1)), { ...purchase(upc(45)), kind: 'free-good' }],
  punches: [aPunch()],
  redemptions: [aRedemption({ line: 2, punches: punchesOf('earlier', 12) })],
};
const at = instant('2026-03-01T15:00Z');

function entry(kind: string, body: unknown = facts) {
  const place = { registerId: 'register-1', logId: 'log-1', sequence: 7, previousHash: GENESIS_HASH };
  const said = {
    protocol: PROTOCOL_VERSION,
    effectId: 'visit',
    kind,
    userId: 'cashier-1',
    overrideBy: null,
    locationId: 'midtown',
  };
  const draft = {
    ...said,
    shownAt: at,
    offsetMs: 40,
    ruleVersions: {},
    facts: { ...(body as object) },
    factsSalt: 'ab'.repeat(8),
    personal: null,
    personalSalt: 'cd'.repeat(8),
  };
  return placeEntry(place, contentOf(draft));
}

test('an entry and its document give the same fact for the fold (OX-4)', () => {
  const fromEntry = standingTransactionOf(entry('transaction-finished'), at + 40);
  const place = { registerId: 'register-1', logId: 'log-1', sequence: 7, userId: 'cashier-1', locationId: 'midtown' };
  const document = { id: 'visit', ...place, finishedAt: at, orderInstant: at + 40, facts };
  expect(fromEntry).toEqual(standingTransactionOf(document, document.orderInstant));
  expect(fromEntry).toMatchObject({
    id: 'visit',
    order: `00${String(at + 40)}:register-1:log-1:0000000007`,
    finishedAt: at,
  });
  expect(fromEntry?.lines.map(({ line, kind }) => [line, kind])).toEqual([
    [0, 'purchase'],
    [2, 'free-good'],
  ]);
});

test('other entries, and sales outside loyalty, have none (LK-12)', () => {
  expect(standingTransactionOf(entry('customer-added'), at)).toBeNull();
  expect(standingTransactionOf(entry('transaction-finished', { ...facts, customerId: null }), at)).toBeNull();
});
