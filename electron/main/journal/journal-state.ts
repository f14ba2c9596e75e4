import type { JournalLog, JournalState } from '../../../core/ipc/data-port';
import { GENESIS_HASH } from '../../../core/log/entry';
import type { IndexedLog, JournalIndex } from './journal-index';
import type { JournalMeta } from './journal-meta';

const MOST_MISSING_LISTED = 1000;

/** Where the journal stands, computed from the index and from what the server acknowledged. */
export function journalState(
  registerId: string,
  index: JournalIndex,
  meta: JournalMeta,
): Omit<JournalState, 'diskLow'> {
  const { logs } = index;
  const sealedThrough = (log: IndexedLog): number | null => {
    const heir = logs.find(({ beginning }) => beginning.copies?.logId === log.logId);
    if (heir?.beginning.copies) return heir.beginning.copies.after;
    // Followed by a log that does not say what it copied (its first frame is damaged): offered whole.
    return log === logs.at(-1) ? null : log.head.sequence;
  };
  const described = logs.map((log): JournalLog & { readonly unsent: number; readonly oldestAt: number | null } => {
    const { logId, head } = log;
    const sealed = sealedThrough(log);
    const acknowledgedThrough = meta.acknowledgedThrough(logId);
    const through = sealed ?? head.sequence;
    const [oldest] = log.range(acknowledgedThrough, through);
    return {
      ...{ logId, head, sealedThrough: sealed, acknowledgedThrough },
      missing: log.missing.slice(0, MOST_MISSING_LISTED),
      unsent: log.count(acknowledgedThrough, through),
      oldestAt: oldest?.shownAt ?? null,
    };
  });
  const waitingSince = described.flatMap(({ oldestAt }) => oldestAt ?? []);
  return {
    registerId,
    logs: described.map(({ unsent: _unsent, oldestAt: _oldestAt, ...log }) => log),
    head: index.current?.head ?? { logId: '', sequence: 0, hash: GENESIS_HASH },
    acknowledgement: meta.acknowledgement,
    epochNumber: meta.epochNumber,
    unsentEntries: described.reduce((sum, { unsent }) => sum + unsent, 0),
    oldestUnsentAt: waitingSince.length === 0 ? null : Math.min(...waitingSince),
    offsetMs: meta.offsetMs,
  };
}
