import type { Location, Settings, User } from '../../core/domain/organisation/organisation';
import type { Program } from '../../core/domain/programs/program';
import type { Clock, IdSource } from '../../core/kernel/ports';
import type { Result } from '../../core/kernel/result';
import type { BeginImport, CheckImport, ImportsReply, ImportState } from '../../core/sync/import';
import type { ImportRow } from '../../core/domain/imports/import-row';
import type { ExistingIdentifier } from '../../core/domain/imports/import-sieve';
import type { DeletedCustomer, FormerValue, HistoryReply, RollUpSummary } from '../../core/sync/accounts';
import type { Decision } from '../../core/sync/decision';
import type { Epoch, EpochChanged } from '../../core/sync/epoch';
import type { ErrorReply } from '../../core/sync/error-reply';
import type { FeedDigest, FeedRequest } from '../../core/sync/feed';
import type { JoinReply, JoinRequest } from '../../core/sync/join';
import type { HeadsReply, HeadsRequest, LogBatch, LogReply, OwnEntriesReply } from '../../core/sync/log';
import type { MasterListMatch, VisitorReply } from '../../core/sync/master-list';
import type { RegisterRow } from '../store/rows';
import type { Store } from '../store/store';
import type { Purged } from './history/purge';
import type { Signing } from './signing';

/** What the books need from outside. */
export interface BooksParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Signs with a secret that is kept outside the database, so that it survives a restore. */
  readonly signing: Signing;
  /** Told of what should not happen, for the log; the work goes on. */
  readonly onTrouble?: (trouble: Trouble) => void;
}

/** Something that should not happen. `error` may carry personal data in its message: log its name and stack only. */
export interface Trouble {
  readonly code: string;
  readonly kind: string;
  readonly error: unknown;
}

/** A register whose token was recognised. */
export type Register = RegisterRow;

/** First business of an empty database. */
export interface NewBusiness {
  readonly accountName: string;
  readonly demo: boolean;
  readonly features: readonly string[];
  /** The master location first (LO-1). */
  readonly locations: readonly Location[];
  readonly users: readonly NewUser[];
}

/** A user and how the PIN is verified: an opaque text of the caller's hashing (RO-13). */
export interface NewUser {
  readonly user: User;
  readonly verifier: string;
}

/** The user a request names, at the register it came from. */
export interface Actor {
  readonly user: User;
  readonly register: Register;
}

/** What judging again came to. */
export interface JudgedAgain {
  readonly judged: number;
  readonly accepted: number;
}

/**
 * The books: every rule of the master list, and nothing about HTTP or SQL. All state lies in the store; any number of
 * books over one store work together.
 *
 * Expected failures are `Result`s whose refusal carries a stable `code`; of these `epoch-changed` and `log-gap` are
 * answered 409, `register-revoked` and `not-your-feed` 403, `not-found` 404, others 400.
 */
export interface Books {
  /** Gives an empty database its first epoch. Call once at the start of a process, before anything else. */
  prepare(): Promise<void>;
  /** True while the database holds no business (`POST /v1/setup` is possible). */
  isEmpty(): Promise<boolean>;

  setUpBusiness(business: NewBusiness): Promise<Result<{ readonly accountId: string }, ErrorReply>>;
  addLocation(location: Location): Promise<Result<Location, ErrorReply>>;
  addUser(user: NewUser): Promise<Result<User, ErrorReply>>;
  /** Role, location or activity from now on; earlier entries are judged by what was true then. */
  changeUser(user: User): Promise<Result<User, ErrorReply>>;
  users(): Promise<readonly User[]>;
  locations(): Promise<readonly Location[]>;
  /** Null for unknown or inactive users. */
  verifierOf(userId: string): Promise<string | null>;
  /** New versions of programs whose rules changed (PR-9); answers the programs as they now stand. */
  putPrograms(programs: readonly Program[]): Promise<readonly Program[]>;

  /** A code for one register, valid 10 minutes and once. `scope` all: an owner's computer. */
  createJoinCode(locationId: string, scope: 'location' | 'all'): Promise<Result<string, ErrorReply>>;
  redeemJoinCode(request: JoinRequest): Promise<Result<JoinReply, ErrorReply>>;
  /** The register of a token, revoked ones included; null for a token that is not ours. */
  registerOfToken(token: string): Promise<Register | null>;
  registers(): Promise<readonly Register[]>;
  revokeRegister(registerId: string): Promise<Result<null, ErrorReply>>;

  acceptBatch(register: Register, batch: LogBatch): Promise<Result<LogReply, EpochChanged | ErrorReply>>;
  compareHeads(register: Register, request: HeadsRequest): Promise<HeadsReply>;
  ownEntries(register: Register, logId: string, after: number, limit: number): Promise<OwnEntriesReply>;
  /** Judges parked entries again: after an update, or (with `fromRevoked`) when an Admin vouches for them. */
  judgeParked(which?: { readonly fromRevoked: boolean }): Promise<JudgedAgain>;

  /** The account's feed and the location's; every location's for an owner's computer. */
  feedsOf(register: Register): Promise<readonly string[]>;
  feedHeads(register: Register): Promise<Readonly<Record<string, number>>>;
  /** The JSON of a `FeedReply` in bytes: pages are large, and their documents go out as they lie in the store. */
  feedPage(register: Register, feed: string, request: FeedRequest): Promise<Result<Buffer, EpochChanged | ErrorReply>>;
  feedDigest(register: Register, feed: string): Promise<Result<FeedDigest, ErrorReply>>;
  /** Leave rows and stamps older than 400 days; once a day. */
  forgetFeedHistory(): Promise<void>;

  /** Customers of other locations, by beginnings of words (LO-8, CL-3). */
  searchMasterList(
    register: Register,
    text: string,
    limit: number,
  ): Promise<Result<readonly MasterListMatch[], ErrorReply>>;
  visitor(register: Register, customerId: string): Promise<Result<VisitorReply, ErrorReply>>;

  /** Settings as they are now; null before a business is set up. */
  settings(): Promise<Settings | null>;
  /** A refused attempt, a change: one line of the audit log (RO-16). */
  recordAudit(actor: Actor, action: string, target: string, detail: Readonly<Record<string, unknown>>): Promise<void>;

  /** Uploads of customer lists (2.12): whether one may be uploaded, and the last one. */
  uploads(): Promise<ImportsReply>;
  import(importId: string): Promise<Result<{ readonly import: ImportState; readonly done: number }, ErrorReply>>;
  checkImport(check: CheckImport): Promise<readonly ExistingIdentifier[]>;
  beginImport(actor: Actor, begin: BeginImport): Promise<Result<ImportState, ErrorReply>>;
  stageImport(importId: string, rows: readonly ImportRow[]): Promise<Result<number, ErrorReply>>;
  /** All of it or nothing (UP-10); asked again, the same answer. */
  commitImport(actor: Actor, importId: string): Promise<Result<ImportState, ErrorReply>>;
  cancelImport(actor: Actor, importId: string): Promise<Result<ImportState, ErrorReply>>;
  /** Until the first transaction on an imported customer (UP-10). */
  undoImport(actor: Actor, importId: string): Promise<Result<ImportState, ErrorReply>>;

  /** Erases what nobody can bring back any more, 90 days after deletion or roll-up (DE-7); once a day. */
  purge(): Promise<Purged>;
  /** Those that can still be restored (DE-7), newest first. */
  deletedCustomers(register: Register, text: string): Promise<readonly DeletedCustomer[]>;
  /** Every visit of a customer, oldest first (HI-4). */
  historyOf(register: Register, customerId: string): Promise<Result<HistoryReply['visits'], ErrorReply>>;
  /** What the fields of a customer held before, or had entered too late (CP-7, CP-9). */
  formerValuesOf(register: Register, customerId: string): Promise<Result<readonly FormerValue[], ErrorReply>>;
  /** Roll-ups into a customer that can still be undone (RU-15), newest first. */
  rollUpsOf(customerId: string): Promise<readonly RollUpSummary[]>;

  epoch(): Promise<Epoch>;
  /** The next history: after a restore, whether told by its command or found out. Never lower than before. */
  beginNextEpoch(reason: string): Promise<Epoch>;
  /** Decisions of an earlier history offered back; those with our own signature hold again. */
  takeBackDecisions(register: Register, decisions: readonly Decision[]): Promise<{ readonly taken: number }>;
}
