import type { Clock, IdSource } from '../../core/kernel/ports';
import { GENESIS_HASH, type LogEntry } from '../../core/log/entry';
import { judgeEntry } from '../books/log/judge-entry';
import { LockSet } from '../books/log/lock-set';
import { createLookup } from '../books/log/lookup';
import { NotLocked } from '../books/log/pending';
import type { ReadEntry } from '../books/log/read-entry';
import { writePending } from '../books/log/write-pending';
import type { Store } from '../store/store';
import type { DemoEntry, DemoHistory } from './demo-history';
import type { DemoRegisters } from './demo-registers';
import type { LoadedHistory } from './load-history';
import type { DemoPlace } from './shop/organisation';

export interface BulkParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** An entry of the demo as the books read one. */
interface BulkEntry {
  readonly place: DemoPlace;
  readonly read: ReadEntry & { readonly entry: LogEntry };
}

/**
 * Fills the books for measurements, several times as fast as registers could: the same effects, fold and feeds, but no
 * hashes, and the entries themselves are not kept. A server filled like this does not know the demo's own logs.
 */
export async function bulkLoad(
  parts: BulkParts,
  registers: DemoRegisters,
  history: DemoHistory,
  onProgress: (progress: number) => void,
): Promise<LoadedHistory> {
  const done = { entries: 0, odd: 0 };
  let number = 0;
  let before: Promise<number> = Promise.resolve(0);
  for (const group of history.groups()) {
    number += 1;
    const entries = readGroup(registers, group, `demo-${String(number)}`);
    done.entries += entries.length;
    // The database keeps one group while the next one is played.
    done.odd += await before;
    before = loadGroup(parts, registers, entries);
    before.catch(() => undefined);
    onProgress(history.done / Math.max(1, history.events));
  }
  done.odd += await before;
  return { ...done, complete: true };
}

function readGroup(registers: DemoRegisters, group: Iterable<DemoEntry>, name: string): readonly BulkEntry[] {
  const sequences: Record<DemoPlace, number> = { midtown: 0, harbor: 0, uptown: 0 };
  return [...group].map(({ place, draft }) => {
    sequences[place] += 1;
    const sequence = sequences[place];
    const at = { registerId: registers[place].id, logId: `${place}-${name}`, sequence, previousHash: GENESIS_HASH };
    const entry: LogEntry = { ...draft, ...at, hash: GENESIS_HASH, factsHash: GENESIS_HASH, personalHash: null };
    const claimed = { hash: GENESIS_HASH, previousHash: GENESIS_HASH, contentHash: draft.effectId };
    return { place, read: { sequence, raw: null, entry, flaw: '', ...claimed } };
  });
}

/** Judges a group and writes what it came to; answers how many entries were not accepted. */
async function loadGroup(
  { store, clock, ids }: BulkParts,
  registers: DemoRegisters,
  entries: readonly BulkEntry[],
): Promise<number> {
  const locks = new LockSet(entries.map(({ read }) => read));
  return store.transact(async (tx) => {
    const receivedAt = clock.now();
    const pending = await locks.lock(tx);
    const lookup = createLookup(
      tx,
      entries.map(({ read }) => read.entry.ruleVersions),
    );
    const bench = { isVouchedFor: false, pending, lookup, knownEffects: new Map(), onTrouble: () => undefined };
    let odd = 0;
    try {
      for (const { place, read } of entries) {
        const moment = { orderInstant: read.entry.shownAt, receivedAt, parked: [] };
        const { kind } = await judgeEntry({ ...bench, register: registers[place] }, read, moment);
        if (kind !== 'accepted') odd += 1;
      }
    } catch (error) {
      if (error instanceof NotLocked) locks.add(error);
      throw error;
    }
    await writePending(tx, pending, { stamp: ids.newSalt(16), at: receivedAt });
    return odd;
  });
}
