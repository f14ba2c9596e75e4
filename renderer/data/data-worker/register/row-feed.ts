import type { Customer } from '../../../../core/domain/customers/customer';
import type { Finder, RowChange } from './finder';
import type { CollectionWrite } from './register-store';
import type { Views } from './views';
import type { Visitors } from './visitors';

/**
 * Tells the finder of changed rows, one change after the other: a row read from the store before a page was written
 * must not overtake the page's own.
 */
export class RowFeed {
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly views: Views,
    private readonly visitors: Visitors,
    private readonly finder: Finder,
  ) {}

  /** Own entries or visitors changed: rows are worked out from what is stored. Rejects when that cannot be read. */
  customers(customerIds: readonly string[]): Promise<void> {
    return this.inTurn(async () => this.finder.change(await this.views.rows(customerIds)));
  }

  /** A page was stored, and its documents are at hand. */
  page({ puts, removals }: Pick<CollectionWrite<'customers'>, 'puts' | 'removals'>): Promise<void> {
    return this.inTurn(async () => {
      const rows: RowChange[] = puts.map(({ document }) => this.views.row(document.id, document as Customer));
      for (const id of removals) rows.push(this.views.row(id, this.visitors.of(id)?.customer ?? null));
      this.finder.change(rows);
    });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
