import type { JournalState } from '../../../../core/ipc/data-port';
import type { LogEntry } from '../../../../core/log/entry';
import type { MainPort } from './ports';
import { StoreError, type OpenedStore, type RegisterStore } from './register-store';

/** What was found and done at a start. */
export interface Recovery {
  readonly journal: JournalState;
  /** The database of pulled documents is new or was not ours: everything is to be fetched, own entries lie over nothing. */
  readonly pulledIsNew: boolean;
  readonly entriesIsNew: boolean;
}

const PAGE = 500;

/**
 * Compares the journal with the two databases at start, and makes good what one of them lacks.
 *
 * Each database carries an installation marker: one that is empty, unreadable or belongs to another journal is begun
 * anew and filled from server and journal. What the journal lost (a damaged frame, a tail) comes back from the database.
 */
export async function recover(
  main: MainPort,
  store: RegisterStore,
  markers: { readonly pulled: string; readonly entries: string },
): Promise<Recovery> {
  const found = await openOrBeginAnew(store);
  const pulledIsNew = found.pulledMarker !== markers.pulled;
  const entriesIsNew = found.entriesMarker !== markers.entries;
  if (pulledIsNew) await store.begin('pulled', markers.pulled);
  if (entriesIsNew) await store.begin('entries', markers.entries);
  if (!entriesIsNew) await healJournal(main, store);
  return { journal: await main.ask('journal:head', {}), pulledIsNew, entriesIsNew };
}

async function openOrBeginAnew(store: RegisterStore): Promise<OpenedStore> {
  try {
    return await store.open();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    // Nothing in it is lost: state comes from the server, entries from the journal.
    return { pulledMarker: null, entriesMarker: null };
  }
}

/** Gives the journal what the database has and it has not. */
async function healJournal(main: MainPort, store: RegisterStore): Promise<void> {
  const { logs, head } = await main.ask('journal:head', {});
  for (const log of logs) {
    const lost: LogEntry[] = [];
    for (const sequence of log.missing) {
      const [kept] = await store.ownEntries(log.logId, sequence - 1, 1);
      if (kept?.entry.sequence === sequence) lost.push(kept.entry);
    }
    if (lost.length > 0) await main.ask('journal:fill', { entries: lost });
  }
  for (let after = head.sequence; ; after += PAGE) {
    const beyond = await store.ownEntries(head.logId, after, PAGE);
    if (beyond.length === 0) return;
    // Refused when it is another history: then the server, which compares heads, decides.
    const reply = await main.ask('journal:adopt', { entries: beyond.map(({ entry }) => entry) });
    if (reply.kind === 'refused' || beyond.length < PAGE) return;
  }
}
