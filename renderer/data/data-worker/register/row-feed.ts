import type { Customer } from '../../../../core/domain/customers/customer';
import type { Finder, RowChange } from './finder';
import type { OwnLog } from './own-log';
import type { CollectionWrite, RegisterStore } from './register-store';
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

  /** Puts in stored customers with an id above `after`; answers the last id, or null at the end. */
  stored(after: string, limit: number): Promise<string | null> {
    const { finder, store, views } = this.parts;
    return this.inTurn(async () => {
      const page = await store.scan('customers', after, limit);
      await finder.change(page.map(({ document }) => views.row(document.id, document)));
      return page.length < limit ? null : (page.at(-1)?.document.id ?? null);
    });
  }

  /** Every row there should be, `limit` at a time: stored customers, visitors, and those added here. */
  async *all(limit: number): AsyncGenerator<RowChange> {
    const { log, store, views, visitors } = this.parts;
    const others = new Set([...visitors.ids(), ...log.customerIds()]);
    for (let after = ''; ;) {
      const page = await store.scan('customers', after, limit);
      for (const { document } of page) {
        others.delete(document.id);
        yield views.row(document.id, document);
      }
      if (page.length < limit) break;
      after = page.at(-1)?.document.id ?? '';
    }
    yield* await views.rows([...others]);
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
