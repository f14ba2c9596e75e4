import type { SearchClient } from '../../search-worker/search-client';
import type { Finder, RowChange } from '../register/finder';

/** The search worker as the register's finder. Rows wait until a saved index was put back, which would undo them. */
export class SearchFinder implements Finder {
  private last: Promise<unknown>;

  constructor(
    private readonly client: SearchClient,
    /** Settles when the index is in place. */
    isInPlace: Promise<unknown>,
  ) {
    this.last = isInPlace.catch(() => undefined);
  }

  /** Settles when the rows before these were taken, so that nobody runs ahead of the index by more than one page. */
  async change(changes: readonly RowChange[]): Promise<void> {
    const before = this.last;
    this.last = before.then(() => this.client.change(changes)).catch(() => undefined);
    await before;
  }

  count: Finder['count'] = async () => {
    await this.last;
    return (await this.client.ask('stats', null)).customers;
  };

  holders: Finder['holders'] = async (keys) => {
    if (keys.length === 0) return [];
    await this.last;
    return this.client.holders(keys);
  };

  namesakes: Finder['namesakes'] = async (names) => {
    await this.last;
    return this.client.namesakes(names);
  };
}
