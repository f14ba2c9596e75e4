import type { StandingTransaction } from '../../../core/domain/cards/standing';
import type { FoldPlace } from '../../../core/domain/cards/standing-fold';
import type { Message } from '../../../core/domain/messages/message';
import type { Location, Settings, User } from '../../../core/domain/organisation/organisation';
import type { Program } from '../../../core/domain/programs/program';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { Instant } from '../../../core/kernel/amounts';
import type { LogEntry } from '../../../core/log/entry';
import type { EntryFacts, EntryKind, EntryPersonal } from '../../../core/log/kinds';
import type { OrderKey } from '../../../core/log/order';
import type { Pending } from '../log/pending';

/** What effects look up while a batch is judged; each thing is asked once per batch. */
export interface Lookup {
  locations(): Promise<readonly Location[]>;
  /** The user as of an instant of the server's clock: entries are judged by the role and location of their time. */
  userAt(userId: string, at: Instant): Promise<User | null>;
  /** The rules of the named versions, with the enrollments of today. */
  programs(versions: Readonly<Record<string, number>>): Promise<readonly Program[]>;
  /** Every finished transaction of these customers that is committed. */
  historyOf(customerIds: readonly string[]): Promise<readonly (StandingTransaction & FoldPlace)[]>;
  /** The customer a committed transaction was written for; null for one that is not here, or of nobody. */
  customerOfTransaction(transactionId: string): Promise<string | null>;
  /** A work item as committed; null when it was never opened. */
  workItem(id: string): Promise<WorkItem | null>;
  /** Every known register has spoken in this epoch: what a restore lost may still come until then. */
  isHistoryWhole(): Promise<boolean>;
  settings(): Promise<Settings | null>;
  /** Messages of these customers that are committed and not sent yet. */
  queuedMessages(customerIds: readonly string[]): Promise<readonly Message[]>;
}

/** Somebody does something, or the server itself does: what effects need to know of it. */
export interface ActingScene {
  /** Null for what the server does by itself. */
  readonly userId: string | null;
  readonly overrideBy: string | null;
  readonly registerId: string;
  readonly locationId: string;
  /** Names the act in the audit log. */
  readonly effectId: string;
  readonly order: OrderKey;
  readonly orderInstant: Instant;
  readonly receivedAt: Instant;
  readonly pending: Pending;
  readonly lookup: Lookup;
}

/** One entry about to take effect: checked, in its place in the order, allowed. */
export interface EntryScene<Kind extends EntryKind = EntryKind> extends ActingScene {
  readonly entry: LogEntry;
  readonly facts: EntryFacts<Kind>;
  readonly personal: EntryPersonal<Kind>;
  /** Parked sequences of the entry's log, ascending. */
  readonly parked: readonly number[];
}

/** Thrown by an effect that cannot be judged: the entry is parked under this code. */
export class Unjudgeable extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'Unjudgeable';
  }
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Ids become names of rows and documents, so they have one form. */
export function checkedId(id: string): string {
  if (!ID.test(id)) throw new Unjudgeable('id-form');
  return id;
}
