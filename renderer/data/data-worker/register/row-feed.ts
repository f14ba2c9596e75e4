import type { Customer } from '../../../../core/domain/customers/customer';
import type { Finder, RowChange } from './finder';
import type { OwnLog } from './own-log';
import type { CollectionWrite, RegisterStore, StoredPage } from './register-store';
import type { Views } from './views';
import type { Visitors } from './visitors';

export interface RowFeedParts {
  readonly store: RegisterStore;
  readonly log: OwnLog;
  readonly views: Views;
  readonly visitors: Visitors;
  readonly finder: Finder;
}

/**
 * Tells the finder of changed rows, one change after the other: a row read from the store before a page was written
 * must not overtake the page's own.
 */
export class RowFeed {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RowFeedParts) {}

  /** Own entries or visitors changed: rows are worked out from what is stored. Rejects when that cannot be read. */
  customers(customerIds: readonly string[]): Promise<void> {
    const { finder, views } = this.parts;
    return this.inTurn(async () => finder.change(await views.rows(customerIds)));
  }

  /** A page was stored, and its documents are at hand. */
  page({ puts, removals }: Pick<CollectionWrite<'customers'>, 'puts' | 'removals'>): Promise<void> {
    const { finder, views, visitors } = this.parts;
    return this.inTurn(async () => {
      const rows: RowChange[] = puts.map(({ document }) => views.row(document.id, document as Customer));
      for (const id of removals) rows.push(views.row(id, visitors.of(id)?.customer ?? null));
      await finder.change(rows);
    });
  }

  /** Puts in a page of stored customers (see `RegisterStore.page`); answers where the next one begins. */
  stored(place: string): Promise<string | null> {
    const { finder, store, views } = this.parts;
    return this.inTurn(async () => {
      const { kept, next } = await store.page('customers', place);
      await finder.change(kept.map(({ document }) => views.row(document.id, document)));
      return next;
    });
  }

  /** A page of stored customers as they were pulled. */
  documents(place: string): Promise<StoredPage<'customers'>> {
    return this.parts.store.page('customers', place);
  }

  /** Every row there should be: stored customers, visitors, and those added here. */
  async *all(): AsyncGenerator<RowChange> {
    const { log, store, views, visitors } = this.parts;
    const others = new Set([...visitors.ids(), ...log.customerIds()]);
    for (let place: string | null = ''; place !== null;) {
      const { kept, next }: StoredPage<'customers'> = await store.page('customers', place);
      for (const { document } of kept) {
        others.delete(document.id);
        yield views.row(document.id, document);
      }
      place = next;
    }
    yield* await views.rows([...others]);
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
