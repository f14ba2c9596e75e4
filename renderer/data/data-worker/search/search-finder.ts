import type { SearchClient } from '../../search-worker/search-client';
import type { Finder, RowChange } from '../register/finder';

/** So many rows are taken in about a millisecond. */
const PIECE = 100;

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
    this.last = before.then(() => this.inPieces(changes)).catch(() => undefined);
    await before;
    await this.client.ask('room', null).catch(() => undefined);
  }

  /** One after the other, so that a question never waits for a whole page. */
  private async inPieces(changes: readonly RowChange[]): Promise<void> {
    for (let from = 0; from < changes.length; from += PIECE) {
      await this.client.change(changes.slice(from, from + PIECE));
    }
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
