import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aVisit } from '../../../tests/support/factories';
import { condense, RECENT_BYTES, RECENT_TRANSACTIONS } from './condense';
import type { StandingTransaction } from './standing';
import { emptyStanding } from './standing-fold';

/** The boundary, counted from the text as it is written. */
function boundaryOf(transactions: readonly StandingTransaction[]): string {
  let bytes = 0;
  for (const [back, transaction] of transactions.toReversed().entries()) {
    bytes += Buffer.byteLength(JSON.stringify(transaction));
    if (back >= RECENT_TRANSACTIONS || bytes > RECENT_BYTES) return transaction.order;
  }
  return '';
}

test('what is recent is counted in bytes as they are written, in whatever script, and the same every time', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Kürbis', 'خبز', '餌', '🐕‍🦺', '\ud83d', '"\\'));
  const names = fc.array(fc.tuple(name, fc.nat(400)), { minLength: 1, maxLength: 70 });
  fc.assert(
    fc.property(names, (described) => {
      const transactions = described.map(([text, times], index) => {
        const {
          logId: _log,
          sequence: _place,
          ...visit
        } = aVisit({ id: `visit-${String(index)}`, sequence: index + 1 });
        const line = { line: 0, upc: '', description: text.repeat(times), entry: 'scan', kind: 'purchase' };
        return { ...visit, lines: [line] };
      });
      const whole = { ...emptyStanding('betty'), transactions };
      const expected = boundaryOf(transactions);
      expect(condense(whole).condensed.before).toBe(expected);
      expect(condense(whole).condensed.before).toBe(expected);
    }),
    { numRuns: 60 },
  );
});
