import { cardsOf } from '../../../../core/domain/cards/cards-of';
import { dueRewardsOf } from '../../../../core/domain/cards/due-rewards';
import { programTotalsOf } from '../../../../core/domain/cards/program-totals';
import type { Standing } from '../../../../core/domain/cards/standing';
import type { Customer } from '../../../../core/domain/customers/customer';
import { searchRowOf } from '../../../../core/domain/customers/search-row';
import type { Location } from '../../../../core/domain/organisation/organisation';
import type { TransactionFacts } from '../../../../core/domain/transactions/transaction';
import type { TransactionDocument } from '../../../../core/domain/transactions/transaction-document';
import { businessDateAt } from '../../../../core/kernel/calendar';
import type { Clock } from '../../../../core/kernel/ports';
import type { CustomerView } from '../../register-data';
import type { Directory } from './directory';
import type { Finder, RowChange } from './finder';
import { layOver, type LaidOver } from './overlay';
import type { LaidEntry, OwnLog } from './own-log';
import { StoreError, type RegisterStore } from './register-store';
import { RolledUp } from './rolled-up';
import type { Visitors } from './visitors';

export interface ViewsParts {
  readonly store: RegisterStore;
  readonly log: OwnLog;
  readonly directory: Directory;
  readonly visitors: Visitors;
  readonly finder: Finder;
  readonly clock: Clock;
  readonly location: () => Location;
}

interface PulledCustomer {
  readonly isHere: boolean;
  readonly customer: Customer | null;
  readonly standing: Standing | null;
}

/** What was written for an account that was rolled up counts for the primary; that it was added or deleted does not. */
const REACHES_THE_PRIMARY = ['transaction-finished', 'customer-edited'];

/** Customers remembered: in case the browser store fails, and so that **Finished** need not read again what was shown. */
const MOST_LATELY = 30;

/** What screens are shown: the pulled state with own entries laid over it. */
export class Views {
  private readonly lately = new Map<string, PulledCustomer>();
  /** Those of `lately` of whom nothing was stored since they were read. */
  private readonly unchanged = new Set<string>();
  private changes = 0;
  private readonly rolledUp = new RolledUp();

  constructor(private readonly parts: ViewsParts) {}

  /** Must hear of every customer of whom something was stored, before own entries stop lying over it. */
  noteChanged(customerIds: readonly string[]): void {
    this.changes += 1;
    for (const id of customerIds) this.unchanged.delete(id);
  }

  /** One customer with everything known here; the customer is null when not known. */
  async customer(customerId: string): Promise<LaidOver & { readonly isVisiting: boolean }> {
    return this.over(customerId, await this.pulled(customerId));
  }

  /** The same without a reading where the customer was open lately and nothing has changed: somebody waits. */
  async customerAtHand(customerId: string): Promise<LaidOver & { readonly isVisiting: boolean }> {
    const known = this.unchanged.has(customerId) ? this.lately.get(customerId) : undefined;
    return known === undefined ? this.customer(customerId) : this.over(customerId, known);
  }

  private async over(
    customerId: string,
    { isHere, ...pulled }: PulledCustomer,
    through: readonly string[] = [],
  ): Promise<LaidOver & { readonly isVisiting: boolean }> {
    // What is asked or was written of a merged-away account is the primary's (RU-15, LK-13). For a cycle see `RolledUp`.
    const primaryId = pulled.customer?.mergedInto ?? null;
    if (primaryId !== null && !through.includes(primaryId)) {
      return this.over(primaryId, await this.pulled(primaryId), [...through, customerId]);
    }
    const laid = layOver(customerId, pulled, this.entriesAbout(customerId, pulled.standing));
    return { ...laid, isVisiting: !isHere && this.parts.visitors.of(customerId) !== undefined };
  }

  /** The customer page; null when not known here, deleted or merged away (LK-13). */
  async customerView(customerId: string): Promise<CustomerView | null> {
    const { directory, finder } = this.parts;
    const { customer, standing, unconfirmed, isVisiting } = await this.customer(customerId);
    if (customer === null || customer.status !== 'active') return null;
    const cards = cardsOf(standing, directory.book, this.question(unconfirmed));
    const totals = programTotalsOf(standing);
    return {
      customer,
      standing,
      cards,
      dueRewards: dueRewardsOf(cards, directory.book),
      programTotals: Object.entries(totals).flatMap(([programId, ofProgram]) => {
        const program = directory.book.byProgramId.get(programId);
        return program === undefined ? [] : [{ program, totals: ofProgram }];
      }),
      unconfirmedTransactions: unconfirmed,
      visiting: isVisiting,
      possibleDuplicates: (await finder.namesakes(customer)).filter(({ id }) => id !== customerId),
    };
  }

  /** The rows for search and lists, of customers whose pulled state or own entries changed. */
  async rows(customerIds: readonly string[]): Promise<readonly RowChange[]> {
    const { store, visitors } = this.parts;
    const pulled = new Map<string, Customer>();
    const read = async (ids: readonly string[]) => {
      for (const { document } of await store.readMany('customers', ids)) pulled.set(document.id, document);
      for (const id of ids) this.rolledUp.note(id, pulled.get(id) ?? null);
    };
    await read(customerIds);
    // What is written of a merged-away account is the primary's, and shows in its row (RU-15).
    const asked = new Set(customerIds);
    for (let primaries = this.otherPrimaries(asked); primaries.length > 0; primaries = this.otherPrimaries(asked)) {
      await read(primaries);
      for (const id of primaries) asked.add(id);
    }
    return [...asked].map((id) => this.row(id, pulled.get(id) ?? visitors.of(id)?.customer ?? null));
  }

  /**
   * Documents that were just stored, before rows are made of them. Answers merged-away accounts of whom own entries lie
   * over: what their primaries show may have changed.
   */
  noteStored(documents: readonly Customer[], removals: readonly string[]): readonly string[] {
    for (const document of documents) this.rolledUp.note(document.id, document);
    for (const id of removals) this.rolledUp.note(id, null);
    return documents.filter(({ id, mergedInto }) => mergedInto !== null && this.hasOwn(id)).map(({ id }) => id);
  }

  private hasOwn(id: string): boolean {
    return this.parts.log.ofCustomer(id).length > 0;
  }

  private otherPrimaries(asked: ReadonlySet<string>): readonly string[] {
    const primaries = [...asked].map((id) => this.rolledUp.primaryOf(id));
    return [...new Set(primaries.filter((id) => !asked.has(id)))];
  }

  /** Contact data of several customers, own entries laid over; those not known here are left out. */
  async customers(customerIds: readonly string[]): Promise<ReadonlyMap<string, Customer>> {
    const { store, visitors } = this.parts;
    const kept = await store.readMany('customers', customerIds);
    const pulled = new Map(kept.map(({ document }) => [document.id, document]));
    const found = new Map<string, Customer>();
    for (const id of customerIds) {
      const document = pulled.get(id) ?? visitors.of(id)?.customer ?? null;
      const { customer } = layOver(id, { customer: document, standing: null }, this.entriesOf(id));
      if (customer !== null) found.set(id, customer);
    }
    return found;
  }

  /** The row of one customer whose pulled document is at hand. */
  row(id: string, pulled: Customer | null): RowChange {
    const entries = this.entriesOf(id);
    // Nearly every customer has no own entries; for them the fold is skipped.
    const customer =
      entries.length === 0 ? pulled : layOver(id, { customer: pulled, standing: null }, entries).customer;
    return { id, row: customer === null ? null : searchRowOf(customer) };
  }

  /** A finished transaction known here, own unsent ones included. */
  async transaction(transactionId: string): Promise<TransactionDocument | null> {
    const own = this.parts.log.ofEffect(transactionId);
    if (own?.entry.kind === 'transaction-finished') return transactionDocument(own);
    return (await this.parts.store.read('transactions', transactionId))?.document ?? null;
  }

  /** What cards are judged by here and now. */
  question(unconfirmed: readonly string[]) {
    const { id, timeZone } = this.parts.location();
    const today = businessDateAt(this.parts.clock.now(), timeZone);
    return { today, locationId: id, unconfirmedTransactions: new Set(unconfirmed) };
  }

  /**
   * The pulled state of one customer. When the browser store cannot be read, a customer who was open lately is served
   * from memory: a checkout in progress must be finished.
   */
  private async pulled(customerId: string): Promise<PulledCustomer> {
    const { store, visitors } = this.parts;
    const { changes } = this;
    try {
      const [customer, standing] = await Promise.all([
        store.read('customers', customerId),
        store.read('standings', customerId),
      ]);
      const visitor = visitors.of(customerId);
      const pulled = {
        isHere: customer !== null,
        customer: customer?.document ?? visitor?.customer ?? null,
        standing: standing?.document ?? visitor?.standing ?? null,
      };
      this.lately.delete(customerId);
      this.lately.set(customerId, pulled);
      if (changes === this.changes) this.unchanged.add(customerId);
      if (this.lately.size > MOST_LATELY) this.forgetOldest();
      return pulled;
    } catch (error) {
      const known = this.lately.get(customerId);
      if (known === undefined || !(error instanceof StoreError)) throw error;
      return known;
    }
  }

  private forgetOldest(): void {
    const [oldest = ''] = this.lately.keys();
    this.lately.delete(oldest);
    this.unchanged.delete(oldest);
  }

  /** Own entries about a customer, and sales and edits of accounts that were rolled into it (RU-15). */
  private entriesAbout(customerId: string, standing: Standing | null): readonly LaidEntry[] {
    const members = (standing?.members ?? []).filter((member) => member !== customerId);
    return this.withMembers(customerId, members);
  }

  /** `entriesAbout`, by the documents seen: rows are made without standings. */
  private entriesOf(customerId: string): readonly LaidEntry[] {
    return this.withMembers(customerId, this.rolledUp.membersOf(customerId));
  }

  private withMembers(customerId: string, members: readonly string[]): readonly LaidEntry[] {
    const { log } = this.parts;
    const own = log.ofCustomer(customerId);
    if (members.length === 0) return own;
    const ofMembers = members.flatMap((member) =>
      log.ofCustomer(member).filter(({ entry }) => REACHES_THE_PRIMARY.includes(entry.kind)),
    );
    return [...own, ...ofMembers].sort((a, b) => (a.order < b.order ? -1 : 1));
  }
}

/** An own finished transaction in the form the master list sends. */
export function transactionDocument({
  entry,
  orderInstant,
}: Pick<LaidEntry, 'entry' | 'orderInstant'>): TransactionDocument {
  const { effectId: id, registerId, logId, sequence, userId, locationId, shownAt: finishedAt } = entry;
  const facts = entry.facts as unknown as TransactionFacts;
  return { id, registerId, logId, sequence, userId, locationId, finishedAt, orderInstant, facts };
}
