import type { Checkpoint } from '../../../core/sync/checkpoint';
import type { StoredFeedRow } from '../../../sync-server/store/memory-store/memory-reads';
import type { Tables } from '../../../sync-server/store/memory-store/memory-view';
import { Broken } from './broken';

const FEED = 'feed ';

/**
 * Watches that nothing is committed behind a checkpoint that was handed out: a reader who stands there would never get
 * it.
 */
export class CommitWatch {
  readonly #handedOut = new Map<string, number>();
  #known = new WeakSet<object>();
  #broken: Broken | null = null;

  /** A register got this checkpoint. */
  handedOut({ feed, sequence }: Checkpoint): void {
    this.#handedOut.set(feed, Math.max(sequence, this.#handedOut.get(feed) ?? 0));
  }

  /** After each commit; `tables` null where they cannot be seen. */
  committed(tables: Tables | null): void {
    for (const [name, rows] of tables ?? []) {
      if (!name.startsWith(FEED)) continue;
      const feed = name.slice(FEED.length);
      const passed = this.#handedOut.get(feed) ?? 0;
      for (const row of rows.values() as IterableIterator<StoredFeedRow>) {
        if (this.#known.has(row)) continue;
        this.#known.add(row);
        if (row.sequence > passed) continue;
        const what = `${row.collection}/${row.id} got sequence ${String(row.sequence)} of ${feed}`;
        this.#broken ??= new Broken('nothing is committed behind a reader', `${what}, read through ${String(passed)}`);
      }
    }
  }

  /** A backup was put in place: what was handed out before belongs to another history. */
  historyChanged(tables: Tables | null): void {
    this.#handedOut.clear();
    this.committed(tables);
  }

  check(): void {
    if (this.#broken !== null) throw this.#broken;
  }
}
