import type { Customer } from '../../core/domain/customers/customer';
import type { JoinedPets } from '../../core/domain/customers/roll-up';
import type { Standing } from '../../core/domain/cards/standing';
import type { Instant } from '../../core/kernel/amounts';
import type { OrderKey } from '../../core/log/order';
import type { Decision } from '../../core/sync/decision';
import type { Epoch } from '../../core/sync/epoch';
import type { FeedCollection } from '../../core/sync/feed';
import type { Verdict } from '../../core/sync/log';

/** What is true of the whole database; one row. */
export interface ServerRow {
  /** Null until the database is prepared for the first time. */
  readonly epoch: Epoch | null;
  /** Null until a business is set up. */
  readonly accountId: string | null;
  readonly accountName: string;
  /** Highest decision of log 0. */
  readonly decisionsThrough: number;
  /** Highest decision this history began with: what registers keep beyond it may have been lost by a restore. */
  readonly decisionsBaseline: number;
}

/** One register log as the books hold it. */
export interface LogRow {
  readonly registerId: string;
  readonly logId: string;
  /** Highest sequence held; 0 for a log that was never heard of. */
  readonly sequence: number;
  /** Hash of that entry; '' when it cannot be known, because the entry had no readable shape. */
  readonly hash: string;
  /** Order instant of the newest entry that has one. */
  readonly orderInstant: Instant | null;
  /** Sequences that are parked, ascending. */
  readonly parked: readonly number[];
  /** An entry arrived that continues another history under this name: seal it and go on in a new one. */
  readonly disagreed: boolean;
  readonly begunAt: Instant;
}

/** One entry as it came, with its verdict. */
export interface EntryRow {
  readonly registerId: string;
  readonly logId: string;
  readonly sequence: number;
  /** '' for an entry without a readable shape. */
  readonly effectId: string;
  readonly kind: string;
  readonly hash: string;
  readonly contentHash: string;
  readonly receivedAt: Instant;
  /** Where it stands in the one order, also while parked; null for an entry without a readable shape. */
  readonly orderInstant: Instant | null;
  readonly verdict: Verdict;
  readonly entry: unknown;
}

/** That an effect id was given effect (or refused), by which entry. */
export interface EffectRow {
  readonly effectId: string;
  readonly contentHash: string;
  readonly registerId: string;
  readonly logId: string;
  readonly sequence: number;
}

/** An effect with the verdict it was given. */
export interface KnownEffect extends EffectRow {
  readonly verdict: Verdict;
}

/**
 * A locked customer. `customer` is null for one nobody ever spoke of, and a placeholder (`isPlaceholder`) until its
 * `customer-added` has arrived; a placeholder is in no feed.
 */
export interface CustomerRow {
  readonly id: string;
  readonly customer: Customer | null;
  readonly standing: Standing | null;
}

export type IdentifierKind = 'email' | 'phone' | 'internal-id' | 'employee-id';

/** Normalised form of an identifier (IC-8). */
export interface IdentifierKey {
  readonly kind: IdentifierKind;
  readonly key: string;
}

/** Active customers that carry an identifier, the oldest (by order of addition) first: that one holds it (IC-10). */
export interface IdentifierRow extends IdentifierKey {
  readonly claims: readonly { readonly customerId: string; readonly since: OrderKey }[];
}

/** Words under which a customer is found from now on, or no longer. */
export interface SearchWordChange {
  readonly customerId: string;
  readonly add: readonly string[];
  readonly drop: readonly string[];
}

/**
 * The beginning of a word that is looked for. All beginnings of one alternative must be found, one alternative is
 * enough for a term, and every term must be answered.
 */
export interface WantedWord {
  readonly term: number;
  readonly alternative: number;
  readonly beginning: string;
}

/** A document as registers see it. `owner` is the customer it belongs to, for collections that are asked by customer. */
export interface DocumentRow {
  readonly collection: FeedCollection;
  readonly id: string;
  readonly owner: string | null;
  readonly document: Readonly<Record<string, unknown>>;
}

/** A change of one document for one feed. */
export interface FeedChange {
  readonly feed: string;
  readonly collection: FeedCollection;
  readonly id: string;
  readonly change: 'put' | 'leave';
}

/** Which sequence each change of a commit got. */
export interface FeedPlace extends FeedChange {
  readonly sequence: number;
}

/** An account as it would be if it had never been rolled up; what is entered for it meanwhile is kept on it, too. */
export interface KeptAccount {
  readonly customer: Customer;
  /** What its standing held besides transactions. */
  readonly standing: Pick<Standing, 'id' | 'members' | 'points' | 'storeCreditCents' | 'offerUses'>;
}

/** Accounts combined into one (RU-15). */
export interface RollUpRow {
  readonly id: string;
  readonly primaryId: string;
  readonly otherIds: readonly string[];
  readonly joinedPets: readonly JoinedPets[];
  /** Among roll-ups that share an account, how many were carried out before it: later ones are undone first. 0 while it waits. */
  readonly serial: number;
  readonly at: Instant;
  /** Null when names and identifiers agreed, and nobody was asked (IC-10). */
  readonly by: string | null;
  readonly state: 'active' | 'undone';
  /** Which of `otherIds` are in the primary by now; the others have not been heard of yet. */
  readonly merged: readonly string[];
  /** The accounts as they were, the primary first; empty when they were erased (DE-7). */
  readonly kept: readonly KeptAccount[];
}

/** One register of the account. */
export interface RegisterRow {
  readonly id: string;
  readonly name: string;
  /** Number at its location, for receipt numbers (SA-9). */
  readonly number: number;
  readonly scope: 'location' | 'all';
  readonly locationId: string;
  /** Every location it ever belonged to: late entries name the one of their time. */
  readonly locationIds: readonly string[];
  readonly tokenHash: string;
  readonly joinedAt: Instant;
  readonly revokedAt: Instant | null;
  /** Number of the epoch in which it last offered back the decisions it keeps. */
  readonly answeredEpoch: number;
}

/** A one-time code as it is stored. */
export interface JoinCodeRow {
  readonly codeHash: string;
  readonly locationId: string;
  readonly scope: 'location' | 'all';
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

/** A user from an instant on: entries are judged by the role and location of their time. */
export interface UserVersionRow {
  readonly userId: string;
  readonly from: Instant;
  readonly document: Readonly<Record<string, unknown>>;
}

/** The rules of one version of a program (PR-9). */
export interface ProgramVersionRow {
  readonly programId: string;
  readonly version: number;
  readonly document: Readonly<Record<string, unknown>>;
}

/** One line of the audit log (RO-16). */
export interface AuditRow {
  readonly id: string;
  readonly at: Instant;
  readonly action: string;
  readonly target: string;
  readonly userId: string | null;
  readonly overrideBy: string | null;
  readonly registerId: string;
  readonly locationId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A field value that another edit won over (CP-9); also how former addresses stay findable (CP-7). */
export interface LostValueRow {
  readonly customerId: string;
  readonly field: string;
  readonly value: unknown;
  readonly stamp: OrderKey;
  /** Stamp of the edit that won. */
  readonly wonBy: OrderKey;
}

/** An entry under a name that is taken by other content; kept raw. */
export interface MisnamedEntryRow {
  readonly registerId: string;
  readonly logId: string;
  readonly sequence: number;
  readonly contentHash: string;
  readonly receivedAt: Instant;
  readonly entry: unknown;
}

/** A customer that came of an import, and the points it brought along (UP-9). */
export interface ImportMemberRow {
  readonly customerId: string;
  readonly points: number;
}

/** One entry of log 0. `signature` is unique: taken back twice, it stands once. */
export type DecisionRow = Decision;
