import type { LogRow } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { BooksParts, Register } from '../books';
import { workItem } from '../effects/work-items';
import { Pending } from './pending';
import { writePending } from './write-pending';

/**
 * Notes that another history goes on under a log's name (a restored disk image, a cloned PC), and asks a person. The
 * register is told to seal the log (`compareHeads`) and goes on in a new one.
 */
export async function noteDisagreement(
  { clock, ids }: BooksParts,
  tx: StoreTransaction,
  register: Register,
  log: LogRow,
): Promise<void> {
  if (log.disagreed) return;
  const now = clock.now();
  const pending = new Pending([], []);
  pending.openWorkItem(
    workItem({
      kind: 'two-logs',
      about: [register.id, log.logId],
      locationId: register.locationId,
      openedAt: now,
      code: 'histories-differ',
      refs: { registerId: register.id, logId: log.logId },
    }),
  );
  await writePending(tx, pending, { stamp: ids.newSalt(16), at: now });
  await tx.putLog({ ...log, disagreed: true });
}
