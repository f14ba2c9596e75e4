import { GENESIS_HASH, isIntact, type LogEntry } from '../../../core/log/entry';
import type { JournalIndex } from './journal-index';

/** So few at once that a sale in between waits a few milliseconds at most. */
const CHECKED_AT_ONCE = 20;

/** An entry whose hashes or whose place in the chain do not hold. */
export interface BrokenEntry {
  readonly logId: string;
  readonly sequence: number;
}

/** Walks all logs; broken entries are marked as missing, to be filled from database or server. */
export async function verifyChain(
  index: JournalIndex,
  read: (logId: string, after: number, limit: number) => Promise<readonly LogEntry[]>,
  pause: () => Promise<void>,
): Promise<readonly BrokenEntry[]> {
  const broken: BrokenEntry[] = [];
  for (const log of index.logs) {
    const { logId } = log;
    let last = { sequence: 0, hash: GENESIS_HASH };
    for (;;) {
      const entries = await read(logId, last.sequence, CHECKED_AT_ONCE);
      if (entries.length === 0) break;
      for (const entry of entries) {
        const { sequence, hash, previousHash } = entry;
        const continues = sequence !== last.sequence + 1 || previousHash === last.hash;
        if (!continues || !isIntact(entry)) {
          broken.push({ logId, sequence });
          log.lose(sequence);
        }
        last = { sequence, hash };
      }
      await pause();
    }
  }
  return broken;
}
