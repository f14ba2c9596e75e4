import type { Instant } from '../../core/kernel/amounts';
import type { ImportRow } from '../../core/domain/imports/import-row';
import type { ImportState } from '../../core/sync/import';
import type { FeedCollection } from '../../core/sync/feed';
import type * as Rows from './rows';

/**
 * Where the master list lies. Two forms under one conformance suite: SQL on PostgreSQL, and one in memory for the
 * simulation. It keeps what it is told and knows no rule of the trade; the rules are in `books/`.
 */
export interface Store extends StoreReads {
  /**
   * Runs `work` as one database transaction: all of it is kept, or nothing. When the database asks for a repetition
   * (deadlock, serialization) or the work throws `RepeatWork`, it is run again from the start, so it must have no
   * effect but through `tx`. Any other error rolls back and is thrown.
   */
  transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Thrown inside a unit of work that has to start over, because what it must lock turned out to be more. */
export class RepeatWork extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'RepeatWork';
  }
}

/** Called after a commit that appended to feeds, with their new heads; wakes the live streams. */
export type OnCommitted = (heads: Readonly<Record<string, number>>) => void;

/** What can be read, inside a unit of work (seeing its own writes) or outside. Each answer is consistent in itself. */
export interface StoreReads {
  server(): Promise<Rows.ServerRow>;

  document(collection: FeedCollection, id: string): Promise<Readonly<Record<string, unknown>> | null>;
  /** All documents of a small collection, or those of `ids`; by id. */
  documents(collection: FeedCollection, ids?: readonly string[]): Promise<readonly Rows.DocumentRow[]>;
  /** Documents of a collection that belong to one of `owners` (customers). */
  documentsOwnedBy(collection: FeedCollection, owners: readonly string[]): Promise<readonly Rows.DocumentRow[]>;

  log(registerId: string, logId: string): Promise<Rows.LogRow | null>;
  /** Entries `after` a sequence, ascending. */
  entries(registerId: string, logId: string, after: number, limit: number): Promise<readonly Rows.EntryRow[]>;
  effects(effectIds: readonly string[]): Promise<readonly Rows.KnownEffect[]>;
  /** Every parked entry, by register, log and sequence. */
  parkedEntries(): Promise<readonly Rows.EntryRow[]>;
  misnamedEntries(): Promise<readonly Rows.MisnamedEntryRow[]>;

  identifiers(keys: readonly Rows.IdentifierKey[]): Promise<readonly Rows.IdentifierRow[]>;
  /** Ids of customers found by `wanted`, without those `exceptFeed` carries; most whole words first, then by id. */
  customersByWords(wanted: readonly Rows.WantedWord[], exceptFeed: string, limit: number): Promise<readonly string[]>;

  /** Customers deleted since an instant, by id. */
  deletedCustomers(since: Instant): Promise<readonly Rows.DocumentRow[]>;
  /** Roll-ups that still know what the accounts were before, by id. */
  keptRollUps(): Promise<readonly Rows.RollUpRow[]>;
  /** Roll-ups that name one of these customers, undone ones too, by id. */
  rollUpsOf(customerIds: readonly string[]): Promise<readonly Rows.RollUpRow[]>;

  registers(): Promise<readonly Rows.RegisterRow[]>;
  registerByToken(tokenHash: string): Promise<Rows.RegisterRow | null>;
  /** How a user's PIN is verified; opaque here. */
  verifier(userId: string): Promise<string | null>;
  /** Every version of every user, oldest first. */
  userVersions(): Promise<readonly Rows.UserVersionRow[]>;
  programVersions(
    wanted: readonly { readonly programId: string; readonly version: number }[],
  ): Promise<readonly Rows.ProgramVersionRow[]>;
  decisions(after: number, limit: number): Promise<readonly Rows.DecisionRow[]>;
  auditRows(): Promise<readonly Rows.AuditRow[]>;
  lostValues(customerId: string): Promise<readonly Rows.LostValueRow[]>;

  /** Uploads of customer lists, oldest first. */
  imports(): Promise<readonly ImportState[]>;
  /** Rows of an import that lie aside, by their number. */
  importRows(importId: string): Promise<readonly ImportRow[]>;
  importMembers(importId: string): Promise<readonly Rows.ImportMemberRow[]>;
  importProgress(importId: string): Promise<number>;
  /** True when there is an active customer beside the training customer (UP-8). */
  hasCustomers(): Promise<boolean>;

  /** Head of each feed; 0 for one without rows. */
  feedHeads(feeds: readonly string[]): Promise<Readonly<Record<string, number>>>;
  feedPosition(feed: string, sequence: number): Promise<FeedPosition>;
  feedRows(slice: FeedSlice): Promise<readonly FeedRowText[]>;
  /** Count and digest of what the feed carries now, by collection; see `FeedDigestSchema`. */
  feedTallies(feed: string): Promise<Readonly<Record<string, { readonly count: number; readonly digest: string }>>>;
}

/** What the feed knows of one sequence. */
export interface FeedPosition {
  readonly head: number;
  /** Leave rows and stamps at or below it are forgotten; 0 for none. */
  readonly forgottenThrough: number;
  /** Stamp of the commit the sequence belongs to; null when there is none (beyond the head, forgotten, or 0). */
  readonly stamp: string | null;
}

/**
 * A row of a feed as it is sent: the JSON text of a `FeedRow`. Documents lie in the database as JSON text and go out as
 * it, so nobody reads a megabyte of them only to write it down again.
 */
export interface FeedRowText {
  readonly sequence: number;
  readonly text: string;
}

/** Rows `after < sequence <= through`, ascending, at most `limit`, of `collections` (null for all). */
export interface FeedSlice {
  readonly feed: string;
  readonly after: number;
  readonly through: number;
  readonly collections: readonly FeedCollection[] | null;
  readonly limit: number;
}

/**
 * One unit of work. Locks are taken in the order of the methods below and, within one, in the order of ids, so that
 * two units of work wait for one another but never in a circle. Feed counters come last: their locks give the feeds
 * dense sequences in commit order.
 */
export interface StoreTransaction extends StoreReads {
  /** Whoever changes account, users, registers, programs or the epoch holds this row. */
  lockServer(): Promise<Rows.ServerRow>;
  /** Makes the row when the log was never heard of. */
  lockLog(registerId: string, logId: string, now: Instant): Promise<Rows.LogRow>;
  /** Every import; whoever begins, carries out or takes back one holds them. */
  lockImports(): Promise<readonly ImportState[]>;
  /** One row per id, in the order of ids; makes an empty row where there is none. */
  lockCustomers(ids: readonly string[]): Promise<readonly Rows.CustomerRow[]>;
  /** One row per key; claims nothing by itself. */
  lockIdentifiers(keys: readonly Rows.IdentifierKey[]): Promise<readonly Rows.IdentifierRow[]>;
  lockJoinCode(codeHash: string): Promise<Rows.JoinCodeRow | null>;

  putServer(row: Rows.ServerRow): Promise<void>;
  putLog(row: Rows.LogRow): Promise<void>;
  putIdentifiers(rows: readonly Rows.IdentifierRow[]): Promise<void>;
  putSearchWords(changes: readonly Rows.SearchWordChange[]): Promise<void>;
  putDocuments(rows: readonly Rows.DocumentRow[]): Promise<void>;
  /** Writes those whose id is not there yet and answers their ids. */
  addDocuments(rows: readonly Rows.DocumentRow[]): Promise<readonly string[]>;
  dropDocuments(collection: FeedCollection, ids: readonly string[]): Promise<void>;
  /** Throws `RepeatWork` when one was claimed meanwhile. */
  claimEffects(rows: readonly Rows.EffectRow[]): Promise<void>;
  addAuditRows(rows: readonly Rows.AuditRow[]): Promise<void>;
  addLostValues(rows: readonly Rows.LostValueRow[]): Promise<void>;
  /** Takes away everything personal of these customers that lies beside documents: replaced values, bodies of entries. */
  erasePersonal(customerIds: readonly string[]): Promise<void>;
  putRollUps(rows: readonly Rows.RollUpRow[]): Promise<void>;
  addMisnamedEntries(rows: readonly Rows.MisnamedEntryRow[]): Promise<void>;

  putImport(row: ImportState): Promise<void>;
  /** A row that is there already is replaced. */
  addImportRows(importId: string, rows: readonly ImportRow[]): Promise<void>;
  dropImportRows(importId: string): Promise<void>;
  addImportMembers(importId: string, rows: readonly Rows.ImportMemberRow[]): Promise<void>;
  putImportProgress(importId: string, done: number): Promise<void>;

  putRegister(row: Rows.RegisterRow): Promise<void>;
  putJoinCode(row: Rows.JoinCodeRow): Promise<void>;
  putVerifier(userId: string, verifier: string): Promise<void>;
  addUserVersion(row: Rows.UserVersionRow): Promise<void>;
  addProgramVersion(row: Rows.ProgramVersionRow): Promise<void>;
  /** Skips those whose signature is there already and answers the ones added. */
  addDecisions(rows: readonly Rows.DecisionRow[]): Promise<readonly Rows.DecisionRow[]>;

  /** Takes the feeds' counters in the order of their names; the last lock of a unit of work. One place per change. */
  appendToFeeds(
    changes: readonly Rows.FeedChange[],
    commit: { readonly stamp: string; readonly at: Instant },
  ): Promise<readonly Rows.FeedPlace[]>;
  /** New entries; or, for those judged again, what is understood of them now. What they say stays as it came. */
  putEntries(rows: readonly Rows.EntryRow[]): Promise<void>;

  /** Forgets leave rows and commit stamps older than `before`. */
  forgetFeedHistory(before: Instant): Promise<void>;
}
