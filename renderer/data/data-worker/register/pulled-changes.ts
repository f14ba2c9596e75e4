import type { Directory } from './directory';
import type { CollectionWrite, PulledCollection } from './register-store';
import type { RowFeed } from './row-feed';
import type { Visitors } from './visitors';

/** What a stored page means for those who look. */
export interface PulledNews {
  readonly customerIds: readonly string[];
  /** Account, staff, programs or work items changed. */
  readonly isContext: boolean;
  /** Numbers of decisions of the server that came. */
  readonly decisions: readonly number[];
}

/** Passes on what was just stored: rows to the finder, the small collections to the directory. */
export class PulledChanges {
  constructor(
    private readonly rows: RowFeed,
    private readonly directory: Directory,
    private readonly visitors: Visitors,
  ) {}

  async take(writes: readonly CollectionWrite[]): Promise<PulledNews> {
    const customerIds = new Set<string>();
    const decisions: number[] = [];
    for (const write of writes) {
      const ids = [...write.puts.map(({ document }) => document.id), ...write.removals];
      if (isOf(write, 'customers')) {
        await this.visitors.joined(write.puts.map(({ document }) => document.id));
        await this.rows.page(write);
      }
      if (isOf(write, 'decisions')) decisions.push(...write.puts.map(({ document }) => document.number));
      if (isOf(write, 'customers') || isOf(write, 'standings')) for (const id of ids) customerIds.add(id);
    }
    const isContext = await this.directory.refresh(writes.map(({ collection }): PulledCollection => collection));
    return { customerIds: [...customerIds], isContext, decisions };
  }
}

function isOf<Name extends PulledCollection>(write: CollectionWrite, name: Name): write is CollectionWrite<Name> {
  return write.collection === name;
}
