import type { LogEntry } from '../../../../core/log/entry';
import { erasedEntry } from '../../../../core/log/erased-entry';
import type { Verdict } from '../../../../core/sync/log';
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
  type RegisterNotes,
  type RegisterStore,
  type StoredPage,
  type Visitor,
} from './register-store';

/** What outlives a register that was killed. One per simulated computer. */
export class MemoryDisk {
  pulledMarker: string | null = null;
  entriesMarker: string | null = null;
  pulled = new Map<PulledCollection, Map<string, Kept>>(pulledCollections.map((name) => [name, new Map()]));
  seen: Record<string, FeedSeen> = {};
  visitors = new Map<string, Visitor>();
  entries = new Map<string, OwnEntry>();
  notes: RegisterNotes = noNotes;

  /** The browser store was emptied: by a full disk, by hand, or by going back to an older version. */
  lose(database: 'pulled' | 'entries'): void {
    if (database === 'pulled') {
      this.pulledMarker = null;
      this.pulled = new Map(pulledCollections.map((name) => [name, new Map()]));
      this.seen = {};
      this.visitors = new Map();
    } else {
      this.entriesMarker = null;
      this.entries = new Map();
      this.notes = noNotes;
    }
  }
}

/** Steps at which a test may make the store fail: throw, and the step is not done. */
export interface StoreFaults {
  readonly before?: (step: StoreStep) => void;
}
export type StoreStep =
  | 'open'
  | 'read'
  | 'write-documents'
  | 'write-seen'
  | 'write-visitor'
  | 'write-entries'
  | 'write-verdicts'
  | 'write-notes';

/** Documents of a page. */
const PAGE = 100;

/** The plain form of `RegisterStore`, for tests and the simulation. */
export class MemoryStore implements RegisterStore {
  private isOpen = false;

  constructor(
    private readonly disk: MemoryDisk,
    private readonly faults: StoreFaults = {},
  ) {}

  async open(): Promise<OpenedStore> {
    await this.step('open', false);
    this.isOpen = true;
    return { pulledMarker: this.disk.pulledMarker, entriesMarker: this.disk.entriesMarker };
  }

  async begin(database: 'pulled' | 'entries', marker: string): Promise<void> {
    await this.step('open', false);
    this.disk.lose(database);
    if (database === 'pulled') this.disk.pulledMarker = marker;
    else this.disk.entriesMarker = marker;
    this.isOpen = true;
  }

  /** Also what a kill does: whatever still runs in the dead register reaches the disk no more. */
  async close(): Promise<void> {
    this.isOpen = false;
  }

  async read<Name extends PulledCollection>(collection: Name, id: string): Promise<Kept<Name> | null> {
    await this.step('read');
    return this.of(collection).get(id) ?? null;
  }

  async readMany<Name extends PulledCollection>(
    collection: Name,
    ids: readonly string[],
  ): Promise<readonly Kept<Name>[]> {
    await this.step('read');
    const documents = this.of(collection);
    return ids.map((id) => documents.get(id)).filter((kept) => kept !== undefined);
  }

  async scan<Name extends PulledCollection>(
    collection: Name,
    after: string,
    limit: number,
  ): Promise<readonly Kept<Name>[]> {
    await this.step('read');
    const documents = this.of(collection);
    const ids = [...documents.keys()].filter((id) => id > after).sort();
    return ids.slice(0, limit).flatMap((id) => documents.get(id) ?? []);
  }

  async page<Name extends PulledCollection>(collection: Name, place: string): Promise<StoredPage<Name>> {
    const kept = await this.scan(collection, place, PAGE);
    return { kept, next: kept.length < PAGE ? null : (kept.at(-1)?.document.id ?? null) };
  }

  async count(collection: PulledCollection): Promise<number> {
    await this.step('read');
    return this.of(collection).size;
  }

  async writePulled(writes: readonly CollectionWrite[], feed: string, seen: FeedSeen): Promise<void> {
    for (const { collection, puts, removals } of writes) {
      await this.step('write-documents');
      const documents = this.of(collection);
      for (const kept of puts) documents.set(kept.document.id, kept);
      for (const id of removals) documents.delete(id);
    }
    await this.step('write-seen');
    this.disk.seen = { ...this.disk.seen, [feed]: seen };
  }

  async readSeen(): Promise<Readonly<Record<string, FeedSeen>>> {
    await this.step('read');
    return this.disk.seen;
  }

  async visitors(): Promise<readonly Visitor[]> {
    await this.step('read');
    return [...this.disk.visitors.values()];
  }

  async putVisitor(visitor: Visitor): Promise<void> {
    await this.step('write-visitor');
    this.disk.visitors.set(visitor.id, visitor);
  }

  async removeVisitor(id: string): Promise<void> {
    await this.step('write-visitor');
    this.disk.visitors.delete(id);
  }

  async addEntries(entries: readonly LogEntry[]): Promise<void> {
    await this.step('write-entries');
    for (const entry of entries) {
      const key = keyOf(entry);
      if (this.disk.entries.get(key)?.entry.hash !== entry.hash) this.disk.entries.set(key, { entry, verdict: null });
    }
  }

  async ownEntries(logId: string, after: number, limit: number): Promise<readonly OwnEntry[]> {
    await this.step('read');
    return [...this.disk.entries.values()]
      .filter(({ entry }) => entry.logId === logId && entry.sequence > after)
      .sort((a, b) => a.entry.sequence - b.entry.sequence)
      .slice(0, limit);
  }

  async recordVerdicts(verdicts: readonly Verdict[]): Promise<void> {
    await this.step('write-verdicts');
    for (const verdict of verdicts) {
      const known = this.disk.entries.get(keyOf(verdict));
      if (known !== undefined) this.disk.entries.set(keyOf(verdict), { ...known, verdict });
    }
  }

  async erasePersonal(customerIds: readonly string[]): Promise<void> {
    await this.step('write-entries');
    const ids = new Set(customerIds);
    for (const [key, { entry, verdict }] of this.disk.entries) {
      const erased = erasedEntry(entry, ids);
      if (erased !== null) this.disk.entries.set(key, { entry: erased, verdict });
    }
  }

  async forgetVerdicts(): Promise<void> {
    await this.step('write-verdicts');
    for (const [key, { entry }] of this.disk.entries) this.disk.entries.set(key, { entry, verdict: null });
  }

  async readNotes(): Promise<RegisterNotes> {
    await this.step('read');
    return this.disk.notes;
  }

  async writeNotes(notes: RegisterNotes): Promise<void> {
    await this.step('write-notes');
    this.disk.notes = notes;
  }

  private of<Name extends PulledCollection>(collection: Name): Map<string, Kept<Name>> {
    return this.disk.pulled.get(collection) as unknown as Map<string, Kept<Name>>;
  }

  /** Every step waits a moment, as a real store does. */
  private async step(step: StoreStep, needsOpen = true): Promise<void> {
    await Promise.resolve();
    if (needsOpen && !this.isOpen) throw new StoreError('not-read', 'The store is closed.');
    try {
      this.faults.before?.(step);
    } catch {
      throw new StoreError(step === 'read' ? 'not-read' : step === 'open' ? 'unreadable' : 'not-written', step);
    }
  }
}

function keyOf({ logId, sequence }: { readonly logId: string; readonly sequence: number }): string {
  return `${logId}:${String(sequence)}`;
}
