import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { FeedCollection } from '../../../core/sync/feed';
import type {
  AuditRow,
  CustomerRow,
  DocumentRow,
  EffectRow,
  FeedChange,
  IdentifierKey,
  IdentifierRow,
  LostValueRow,
  RollUpRow,
  SearchWordChange,
} from '../../store/rows';
import { RepeatWork } from '../../store/store';
import type { DecisionKind } from '../history/decide';

/** Something was needed that is not locked: the unit of work starts over with it in its lock set. */
export class NotLocked extends RepeatWork {
  constructor(
    readonly customerId: string | null,
    readonly identifier: IdentifierKey | null,
    /** The server's own row, for a decision of log 0. */
    readonly server = false,
  ) {
    super('more must be locked');
  }
}

/** How things are named in the maps below. */
export const named = {
  document: (collection: FeedCollection, id: string) => `${collection} ${id}`,
  identifier: ({ kind, key }: IdentifierKey) => `${kind} ${key}`,
  feedChange: ({ feed, collection, id }: FeedChange) => `${feed} ${collection} ${id}`,
};

/** What the server is about to decide itself. */
export interface DueDecision {
  readonly kind: DecisionKind;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Two customers that were found to have an identifier in common (IC-10). */
export interface Encounter {
  readonly id: string;
  readonly otherId: string;
  readonly kind: IdentifierKey['kind'];
}

/**
 * What a unit of work holds locked and is going to write. Effects read and change it; nothing reaches the store before
 * the whole batch is judged. An effect that throws is undone by its savepoint, as if it had never begun.
 */
export class Pending {
  readonly documents = new Map<string, DocumentRow>();
  readonly claims = new Map<string, IdentifierRow>();
  readonly words = new Map<string, SearchWordChange>();
  readonly workItems = new Map<string, WorkItem>();
  readonly feedChanges = new Map<string, FeedChange>();
  readonly effects = new Map<string, EffectRow>();
  readonly audit = new Map<string, AuditRow>();
  readonly lostValues = new Map<string, LostValueRow>();
  readonly rollUps = new Map<string, RollUpRow>();
  /** Decisions of log 0 that are due. */
  readonly decisions = new Map<string, DueDecision>();
  /** Customers of whom everything personal goes. */
  readonly erased = new Map<string, string>();
  /** Pairs of customers with an identifier in common, to be joined or asked about before the entry is done. */
  readonly encounters = new Map<string, Encounter>();

  readonly #customers: ReadonlyMap<string, CustomerRow>;
  readonly #identifiers: ReadonlyMap<string, IdentifierRow>;
  readonly #undo: (() => void)[] = [];
  #touched = new Set<string>();

  constructor(
    customers: readonly CustomerRow[],
    identifiers: readonly IdentifierRow[],
    private readonly knownRollUps: readonly RollUpRow[] = [],
    private readonly holdsServer = false,
  ) {
    this.#customers = new Map(customers.map((row) => [row.id, row]));
    this.#identifiers = new Map(identifiers.map((row) => [named.identifier(row), row]));
  }

  /** The customer as it stands now; null when nobody has spoken of it yet. */
  customer(id: string): Customer | null {
    const changed = this.documents.get(named.document('customers', id));
    return changed === undefined ? this.#locked(id).customer : (changed.document as unknown as Customer);
  }

  standing(id: string): Standing | null {
    const changed = this.documents.get(named.document('standings', id));
    return changed === undefined ? this.#locked(id).standing : (changed.document as unknown as Standing);
  }

  /** Roll-ups that name a customer, undone ones too, as they were carried out. */
  rollUpsOf(id: string): readonly RollUpRow[] {
    this.#locked(id);
    const all = new Map([...this.knownRollUps.map((row) => [row.id, row] as const), ...this.rollUps]);
    const naming = [...all.values()].filter(({ primaryId, otherIds }) => primaryId === id || otherIds.includes(id));
    return naming.sort((a, b) => a.serial - b.serial);
  }

  putRollUp(row: RollUpRow): void {
    this.put(this.rollUps, row.id, row);
  }

  /** Has log 0 say so (once per `id`). */
  decide(id: string, decision: DueDecision): void {
    if (!this.holdsServer) throw new NotLocked(null, null, true);
    this.put(this.decisions, id, decision);
  }

  identifier(key: IdentifierKey): IdentifierRow {
    const name = named.identifier(key);
    const row = this.claims.get(name) ?? this.#identifiers.get(name);
    if (row === undefined) throw new NotLocked(null, key);
    return row;
  }

  putDocument(collection: FeedCollection, id: string, document: object, owner: string | null = null): void {
    const row = { collection, id, owner, document: document as Readonly<Record<string, unknown>> };
    this.put(this.documents, named.document(collection, id), row);
  }

  /** A document this unit of work has written; null when it has not. */
  written(collection: FeedCollection, id: string): Readonly<Record<string, unknown>> | null {
    return this.documents.get(named.document(collection, id))?.document ?? null;
  }

  /** Has everything personal of a customer erased that is kept beside documents. */
  erase(customerId: string): void {
    this.put(this.erased, customerId, customerId);
  }

  /** Once per id: what is open stays open, what was settled stays settled. */
  openWorkItem(item: WorkItem): void {
    if (!this.workItems.has(item.id)) this.put(this.workItems, item.id, item);
  }

  /** Two customers are to be joined or asked about; of one pair once. */
  meet(encounter: Encounter): void {
    const pair = [encounter.id, encounter.otherId].sort().join(' ');
    if (!this.encounters.has(pair)) this.put(this.encounters, pair, encounter);
  }

  /** The later of two changes of one document counts. */
  changeFeed(change: FeedChange): void {
    const name = named.feedChange(change);
    // It stands where it happened last: what takes the place of another document is told before that one goes.
    this.drop(this.feedChanges, name);
    this.put(this.feedChanges, name, change);
    this.#touched.add(name);
  }

  /** Adds to the word changes of a customer; what is found and then no longer found needs no word. */
  changeWords({ customerId, add, drop }: SearchWordChange): void {
    const earlier = this.words.get(customerId) ?? { add: [], drop: [] };
    const without = (words: readonly string[], gone: readonly string[]) => words.filter((word) => !gone.includes(word));
    this.put(this.words, customerId, {
      customerId,
      add: [...without(earlier.add, drop), ...add],
      drop: [...without(earlier.drop, add), ...drop],
    });
  }

  /** Writes into one of the maps above so that a savepoint can undo it. */
  put<Row>(map: Map<string, Row>, name: string, row: Row): void {
    const before = map.get(name);
    this.#undo.push(() => (before === undefined ? map.delete(name) : map.set(name, before)));
    map.set(name, row);
  }

  /** Takes a row out of one of the maps above so that a savepoint can undo it. */
  drop<Row>(map: Map<string, Row>, name: string): void {
    const before = map.get(name);
    if (before === undefined) return;
    this.#undo.push(() => map.set(name, before));
    map.delete(name);
  }

  /** Begins the effects of one entry; call the answer to undo them. */
  savepoint(): () => void {
    this.#touched = new Set();
    const mark = this.#undo.length;
    return () => {
      while (this.#undo.length > mark) this.#undo.pop()?.();
      this.#touched.clear();
    };
  }

  /** Names of the feed changes made since the savepoint. */
  touched(): ReadonlySet<string> {
    return this.#touched;
  }

  #locked(id: string): CustomerRow {
    const row = this.#customers.get(id);
    if (row === undefined) throw new NotLocked(id, null);
    return row;
  }
}
