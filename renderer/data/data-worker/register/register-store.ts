import type { Standing } from '../../../../core/domain/cards/standing';
import type { Customer } from '../../../../core/domain/customers/customer';
import type { Settings, User } from '../../../../core/domain/organisation/organisation';
import type { Program } from '../../../../core/domain/programs/program';
import type { TransactionDocument } from '../../../../core/domain/transactions/transaction-document';
import type { WorkItem } from '../../../../core/domain/work-items/work-item';
import type { LogEntry } from '../../../../core/log/entry';
import type { Checkpoint } from '../../../../core/sync/checkpoint';
import type { Decision } from '../../../../core/sync/decision';
import type { Epoch } from '../../../../core/sync/epoch';
import type { FeedCollection } from '../../../../core/sync/feed';
import type { Verdict } from '../../../../core/sync/log';

/** A document of a collection whose content this version only keeps. */
export interface OpenDocument {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** What the feeds bring, by collection. */
export interface PulledDocuments {
  readonly customers: Customer;
  readonly standings: Standing;
  readonly transactions: TransactionDocument;
  readonly programs: Program;
  readonly offers: OpenDocument;
  readonly catalogue: OpenDocument;
  readonly users: User;
  readonly settings: Settings;
  readonly messages: OpenDocument;
  readonly workItems: WorkItem;
  readonly decisions: Decision;
}
export type PulledCollection = FeedCollection & keyof PulledDocuments;

export const pulledCollections = [
  'settings',
  'users',
  'programs',
  'offers',
  'catalogue',
  'customers',
  'standings',
  'transactions',
  'messages',
  'workItems',
  'decisions',
] as const satisfies readonly PulledCollection[];

export function isPulledCollection(name: string): name is PulledCollection {
  return (pulledCollections as readonly string[]).includes(name);
}

/** Where a kept document stands in a feed, and which reading of that feed saw it last. */
export interface FeedMark {
  readonly sequence: number;
  readonly reading: number;
}

/** A document as kept: content, and per feed that carries it where it stands there. */
export interface Kept<Name extends PulledCollection = PulledCollection> {
  readonly document: PulledDocuments[Name];
  readonly feeds: Readonly<Record<string, FeedMark>>;
}

/** Some documents of a collection, and where the next ones begin: null at the end. */
export interface StoredPage<Name extends PulledCollection = PulledCollection> {
  readonly kept: readonly Kept<Name>[];
  readonly next: string | null;
}

/**
 * How far this register has read one feed; written with each batch, after its documents, so that a crash can only
 * repeat and never skip.
 */
export interface FeedSeen {
  /** Everything but transactions; null from the start. */
  readonly checkpoint: Checkpoint | null;
  /** Transactions are read after the rest, with a place of their own. */
  readonly transactions: Checkpoint | null;
  /** Counts the readings from the start: the first, and one after every resync, lost batch or new epoch. */
  readonly reading: number;
  /** This reading has been at the head, and what it did not meet was removed. */
  readonly complete: boolean;
  readonly transactionsComplete: boolean;
  /** An earlier reading was complete. Earlier versions did not note it. */
  readonly wasComplete?: boolean;
}

/** A customer of another location who was brought here (LO-8); stays until 7 days pass or the location has the customer. */
export interface Visitor {
  readonly id: string;
  readonly customer: Customer;
  readonly standing: Standing;
  readonly broughtAt: number;
}

/** One entry of the own log with what the master list said of it. */
export interface OwnEntry {
  readonly entry: LogEntry;
  /** Null until the server has judged it (and again in a new epoch). */
  readonly verdict: Verdict | null;
}

/** Small things the register must remember beside its log. */
export interface RegisterNotes {
  readonly epoch: Epoch | null;
  /** Per log: no entry through this one lies over the pulled state any more. */
  readonly settledThrough: Readonly<Record<string, number>>;
  /** Every log that entries were kept of: what the journal has lost is still offered from here. */
  readonly logIds: readonly string[];
  /** Decisions through this number that erase customers have been carried out here (DE-7). */
  readonly erasedThrough: number;
  readonly lastComparedAt: number | null;
  readonly lastComparison: 'equal' | 'different' | 'never';
  /** The last instant at which everything was up to date (OX-10). */
  readonly dataAsOf: number | null;
  /** Documents and entries set aside because their shape was not understood. No personal data. */
  readonly setAside: readonly { readonly name: string; readonly code: string; readonly at: number }[];
}

export const noNotes: RegisterNotes = {
  epoch: null,
  settledThrough: {},
  logIds: [],
  erasedThrough: 0,
  lastComparedAt: null,
  lastComparison: 'never',
  dataAsOf: null,
  setAside: [],
};

/** Changes of one collection, written together. */
export interface CollectionWrite<Name extends PulledCollection = PulledCollection> {
  readonly collection: Name;
  readonly puts: readonly Kept<Name>[];
  readonly removals: readonly string[];
}

/** What was found on opening. `null` markers: that database is new, or was found empty. */
export interface OpenedStore {
  readonly pulledMarker: string | null;
  readonly entriesMarker: string | null;
}

/** The browser store could not do it; what it was to keep is to be offered again. */
export class StoreError extends Error {
  constructor(
    readonly code: 'not-written' | 'not-read' | 'unreadable',
    message: string,
  ) {
    super(message);
    this.name = 'StoreError';
  }
}

/**
 * Where a register keeps what it was told and its own log: two databases, each with an installation marker that names
 * the journal it belongs to. Two forms under one conformance suite: RxDB, and a plain one in memory.
 *
 * Every method rejects with `StoreError`; a rejected write may have been done in part, and is harmless to repeat.
 */
export interface RegisterStore {
  open(): Promise<OpenedStore>;
  /** Empties one database and marks it as belonging to the journal named by `marker`. */
  begin(database: 'pulled' | 'entries', marker: string): Promise<void>;
  close(): Promise<void>;

  read<Name extends PulledCollection>(collection: Name, id: string): Promise<Kept<Name> | null>;
  /** Those that are here, in no special order. */
  readMany<Name extends PulledCollection>(collection: Name, ids: readonly string[]): Promise<readonly Kept<Name>[]>;
  /** Documents with an id above `after` ('' from the start), ascending, at most `limit`: for small collections. */
  scan<Name extends PulledCollection>(collection: Name, after: string, limit: number): Promise<readonly Kept<Name>[]>;
  /**
   * Every document, some hundreds at a time, in whatever order the store reads fastest: `place` is '' for the first page
   * and then the `next` of the page before. What changes meanwhile may come twice; what does not comes once.
   */
  page<Name extends PulledCollection>(collection: Name, place: string): Promise<StoredPage<Name>>;
  count(collection: PulledCollection): Promise<number>;

  /** Writes pulled documents, and only then `seen`. Nothing else writes these collections. */
  writePulled(writes: readonly CollectionWrite[], feed: string, seen: FeedSeen): Promise<void>;
  readSeen(): Promise<Readonly<Record<string, FeedSeen>>>;

  visitors(): Promise<readonly Visitor[]>;
  putVisitor(visitor: Visitor): Promise<void>;
  removeVisitor(id: string): Promise<void>;

  /**
   * Keeps own entries. Known ones are left as they are, verdict included; another entry under the same name (a disk
   * image was restored) is replaced.
   */
  addEntries(entries: readonly LogEntry[]): Promise<void>;
  /** Entries of one log with `sequence > after`, ascending, at most `limit`. */
  ownEntries(logId: string, after: number, limit: number): Promise<readonly OwnEntry[]>;
  /** Records verdicts of entries that are kept. */
  recordVerdicts(verdicts: readonly Verdict[]): Promise<void>;
  /** Entries about these customers lose their personal part, and keep everything else (DE-7). */
  erasePersonal(customerIds: readonly string[]): Promise<void>;
  /** A new epoch began: nothing is confirmed any more. */
  forgetVerdicts(): Promise<void>;

  readNotes(): Promise<RegisterNotes>;
  writeNotes(notes: RegisterNotes): Promise<void>;
}
