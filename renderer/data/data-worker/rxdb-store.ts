import type { RxDocumentData } from 'rxdb';
import type { LogEntry } from '../../../core/log/entry';
import type { Verdict } from '../../../core/sync/log';
import {
  databaseName,
  openEntries,
  openPulled,
  type EntriesDatabase,
  type PulledDatabase,
  type StorageKit,
} from './collections/databases';
import { packsOf, rowsBetween, rowsById } from './collections/read-rows';
import type { PulledRow } from './collections/schemas';
import { EntryRows } from './log/entry-rows';
import { readNote, writeNote } from './log/store-notes';
import { firstFill } from './replication/first-fill';
import { PullPipe } from './replication/pull-pipe';
import {
  noNotes,
  pulledCollections,
  StoreError,
  type CollectionWrite,
  type FeedSeen,
  type Kept,
  type OpenedStore,
  type OwnEntry,
  type PulledCollection,
  type PulledDocuments,
  type RegisterNotes,
  type RegisterStore,
  type StoredPage,
  type Visitor,
} from './register/register-store';

/** Local documents of each database: its marker and small things. */
const MARKER = 'marker';
const SEEN = 'seen';
const NOTES = 'notes';

/** So many packs are a page: some hundreds of customers, read in a few milliseconds. */
const PAGE_PACKS = 16;

/** Failures in a row after which the databases are opened again. */
const REOPEN_AFTER = 3;

interface Opened {
  readonly pulled: PulledDatabase;
  readonly pipes: Readonly<Record<PulledCollection, PullPipe>>;
  readonly entries: EntriesDatabase;
  readonly rows: EntryRows;
}

/** The product's form of `RegisterStore`: two RxDB databases. */
export class RxdbStore implements RegisterStore {
  private pulled: PulledDatabase | null = null;
  private pipes: ReadonlyMap<PulledCollection, PullPipe> = new Map();
  private entries: EntriesDatabase | null = null;
  private rows: EntryRows | null = null;
  private isOpen = false;
  private failures = 0;
  private reopening: Promise<void> | null = null;

  constructor(
    private readonly kit: StorageKit,
    /** Keeps the databases of several registers in one process apart. */
    private readonly prefix = 'pawtill-',
  ) {}

  open(): Promise<OpenedStore> {
    return this.guarded('unreadable', async () => ({
      pulledMarker: await this.openOr('pulled', async () => readNote<string>(await this.takePulled(), MARKER)),
      entriesMarker: await this.openOr('entries', async () => readNote<string>(await this.takeEntries(), MARKER)),
    })).finally(() => (this.isOpen = true));
  }

  begin(database: 'pulled' | 'entries', marker: string): Promise<void> {
    return this.guarded('unreadable', async () => {
      this.isOpen = true;
      if (database === 'pulled') {
        await this.closePulled();
        await this.kit.erase(databaseName(this.prefix, 'pulled'));
        await writeNote(await this.takePulled(), MARKER, marker);
      } else {
        await this.entries?.close();
        this.entries = null;
        await this.kit.erase(databaseName(this.prefix, 'entries'));
        await writeNote(await this.takeEntries(), MARKER, marker);
      }
    });
  }

  async close(): Promise<void> {
    this.isOpen = false;
    await this.reopening;
    await this.closeAll();
  }

  read<Name extends PulledCollection>(collection: Name, id: string): Promise<Kept<Name> | null> {
    return this.readMany(collection, [id]).then(([kept]) => kept ?? null);
  }

  readMany<Name extends PulledCollection>(collection: Name, ids: readonly string[]): Promise<readonly Kept<Name>[]> {
    return this.guarded('not-read', async () => {
      if (ids.length === 0) return [];
      return (await rowsById(this.opened().pulled[collection], ids)).map((row) => keptOf<Name>(row));
    });
  }

  scan<Name extends PulledCollection>(collection: Name, after: string, limit: number): Promise<readonly Kept<Name>[]> {
    return this.guarded('not-read', async () => {
      const rows = await rowsBetween(this.opened().pulled[collection], after, null, limit);
      return rows.map((row) => keptOf<Name>(row));
    });
  }

  page<Name extends PulledCollection>(collection: Name, place: string): Promise<StoredPage<Name>> {
    return this.guarded('not-read', async () => {
      const packs = packsOf(this.opened().pulled[collection]);
      const { documents, last } = await packs.pageAfter(Number(place), PAGE_PACKS);
      const kept = documents.filter(({ _deleted }) => !_deleted).map((row) => keptOf<Name>(row));
      return { kept, next: last === null ? null : String(last) };
    });
  }

  count(collection: PulledCollection): Promise<number> {
    return this.guarded('not-read', () => packsOf(this.opened().pulled[collection]).liveCount());
  }

  writePulled(writes: readonly CollectionWrite[], feed: string, seen: FeedSeen): Promise<void> {
    return this.guarded('not-written', async () => {
      const { pulled, pipes } = this.opened();
      await Promise.all(writes.map((write) => this.writeCollection(pulled, pipes[write.collection], write)));
      const before = await readNote<Record<string, FeedSeen>>(pulled, SEEN);
      await writeNote(pulled, SEEN, { ...before, [feed]: seen });
    });
  }

  readSeen(): Promise<Readonly<Record<string, FeedSeen>>> {
    return this.guarded(
      'not-read',
      async () => (await readNote<Record<string, FeedSeen>>(this.opened().pulled, SEEN)) ?? {},
    );
  }

  visitors(): Promise<readonly Visitor[]> {
    return this.guarded('not-read', async () => {
      const rows = await rowsBetween(this.opened().pulled.visiting, '', null, 10_000);
      return rows.map(({ id, customer, standing, broughtAt }) => ({ id, customer, standing, broughtAt }));
    });
  }

  putVisitor(visitor: Visitor): Promise<void> {
    return this.guarded('not-written', async () => {
      await this.opened().pulled.visiting.upsert({ ...visitor });
    });
  }

  removeVisitor(id: string): Promise<void> {
    return this.guarded('not-written', async () => {
      const { visiting } = this.opened().pulled;
      await visiting.bulkRemove([id]);
      // A removed document would keep its content; of customers nothing is to stay.
      await visiting.cleanup(0);
    });
  }

  addEntries(entries: readonly LogEntry[]): Promise<void> {
    return this.guarded('not-written', () => this.opened().rows.add(entries));
  }

  ownEntries(logId: string, after: number, limit: number): Promise<readonly OwnEntry[]> {
    return this.guarded('not-read', () => this.opened().rows.after(logId, after, limit));
  }

  recordVerdicts(verdicts: readonly Verdict[]): Promise<void> {
    return this.guarded('not-written', () => this.opened().rows.record(verdicts));
  }

  erasePersonal(customerIds: readonly string[]): Promise<void> {
    return this.guarded('not-written', () => this.opened().rows.erasePersonal(new Set(customerIds)));
  }

  forgetVerdicts(): Promise<void> {
    return this.guarded('not-written', () => this.opened().rows.forgetVerdicts());
  }

  readNotes(): Promise<RegisterNotes> {
    return this.guarded('not-read', async () => ({
      ...noNotes,
      ...(await readNote<RegisterNotes>(this.opened().entries, NOTES)),
    }));
  }

  writeNotes(notes: RegisterNotes): Promise<void> {
    return this.guarded('not-written', () => writeNote(this.opened().entries, NOTES, notes));
  }

  /**
   * Does one step. IndexedDB may close a database under us (a full disk, cleared data); after a few failures in a row
   * both are opened again.
   */
  private async guarded<Value>(code: StoreError['code'], work: () => Promise<Value>): Promise<Value> {
    await this.reopening;
    try {
      const value = await work();
      this.failures = 0;
      return value;
    } catch (error) {
      this.failures += 1;
      if (this.failures >= REOPEN_AFTER && this.isOpen) this.reopening ??= this.reopen();
      throw storeError(code, error);
    }
  }

  private async reopen(): Promise<void> {
    this.failures = 0;
    try {
      await this.closeAll();
      await this.takePulled();
      await this.takeEntries();
    } catch {
      // The next steps fail and it is tried again.
    } finally {
      this.reopening = null;
    }
  }

  private async writeCollection(pulled: PulledDatabase, pipe: PullPipe, write: CollectionWrite): Promise<void> {
    const { collection, puts, removals } = write;
    const known = removals.length === 0 ? [] : await rowsById(pulled[collection], removals);
    // Only the id of a removed document stays, as a tombstone.
    const gone = known.map(({ id }) => ({ id, feeds: {}, _deleted: true }));
    const rows = puts.map(({ document, feeds }) => ({ ...document, feeds, _deleted: false }));
    const others = await firstFill(pulled[collection], rows);
    await pipe.write([...others, ...gone]);
  }

  private opened(): Opened {
    const { pulled, entries, rows } = this;
    if (pulled === null || entries === null || rows === null) throw new Error('The store is closed.');
    return { pulled, entries, rows, pipes: Object.fromEntries(this.pipes) as Opened['pipes'] };
  }

  /** A database that cannot be opened is as good as an empty one: it is begun anew. */
  private async openOr(database: 'pulled' | 'entries', open: () => Promise<string | null>): Promise<string | null> {
    try {
      return await open();
    } catch {
      await (database === 'pulled' ? this.closePulled() : this.entries?.close());
      return null;
    }
  }

  private async takePulled(): Promise<PulledDatabase> {
    const database = await openPulled(this.kit, this.prefix);
    this.pulled = database;
    this.pipes = new Map(pulledCollections.map((name) => [name, new PullPipe(database[name])]));
    return database;
  }

  private async takeEntries(): Promise<EntriesDatabase> {
    const database = await openEntries(this.kit, this.prefix);
    this.entries = database;
    this.rows = new EntryRows(database.entries);
    return database;
  }

  private async closeAll(): Promise<void> {
    await this.closePulled().catch(() => undefined);
    await this.entries?.close().catch(() => undefined);
    this.entries = null;
  }

  private async closePulled(): Promise<void> {
    const { pulled, pipes } = this;
    this.pulled = null;
    for (const pipe of pipes.values()) await pipe.stop();
    await pulled?.close();
  }
}

/** A row without what RxDB and the feeds add to the document. */
function keptOf<Name extends PulledCollection>(row: RxDocumentData<PulledRow>): Kept<Name> {
  const { feeds, _deleted, _rev, _meta, _attachments, ...document } = row;
  return { document: document as unknown as PulledDocuments[Name], feeds };
}

/** The message of an error may hold personal data of a document; only its kind goes on. */
function storeError(code: StoreError['code'], error: unknown): StoreError {
  return error instanceof StoreError ? error : new StoreError(code, error instanceof Error ? error.name : 'unknown');
}
