import type { TransactionFacts } from '../../../core/domain/transactions/transaction';
import { receiptSequenceIn, seriesOf } from '../../../electron/main/journal/receipt-number';
import { mustHold } from '../../support/world/broken';
import type { World } from '../../support/world/world';

/** Receipt numbers are gap-free and strictly increasing in each series, also over crashes (SA-9). */
export async function checkReceipts(world: World): Promise<void> {
  const given = new Map<string, string>();
  for (const { desk, life } of world.living) {
    for (const { logId } of life.journal.state().logs) {
      const entries = await life.journal.read(logId, 0, 1_000_000);
      const numbers = entries.flatMap((entry) => {
        if (entry.kind !== 'transaction-finished') return [];
        const { receiptNumber } = entry.facts as unknown as TransactionFacts;
        const known = given.get(receiptNumber) ?? entry.effectId;
        // A disk image gives numbers again that were given after it was made.
        mustHold(
          known === entry.effectId || desk.isImaged,
          'a receipt number is given once (SA-9)',
          () => receiptNumber,
        );
        given.set(receiptNumber, entry.effectId);
        return [receiptNumber];
      });
      for (const series of ['', seriesOf(logId)]) {
        const own = numbers.flatMap((number) => receiptSequenceIn(number, series) ?? []);
        const isDense = own.every((sequence, index) => sequence === (own[0] ?? 1) + index);
        // What was copied from another log keeps its number of there.
        const begins = series === '' && (own[0] ?? 1) !== 1 ? world.desks.some(({ isImaged }) => isImaged) : true;
        mustHold(isDense && begins, 'receipt numbers have no gap (SA-9)', () => {
          return `${desk.computer.name}, ${logId}: ${numbers.join(', ')}`;
        });
      }
    }
  }
}
