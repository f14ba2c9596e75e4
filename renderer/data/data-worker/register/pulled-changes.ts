import type { Decision } from '../../../../core/sync/decision';
import type { Directory } from './directory';
import type { CollectionWrite, PulledCollection } from './register-store';
import type { RowFeed } from './row-feed';
import type { Views } from './views';
import type { Visitors } from './visitors';

/** What a stored page means for those who look. */
export interface PulledNews {
  readonly customerIds: readonly string[];
  /** Account, staff, programs or work items changed. */
  readonly isContext: boolean;
  /** Somebody is no longer of this location, or nowhere any more. */
  readonly isSomebodyGone: boolean;
  /** Decisions of the server that came. */
  readonly decisions: readonly Decision[];
}

/** Passes on what was just stored: rows to the finder, the small collections to the directory. */
export class PulledChanges {
  constructor(
    private readonly rows: RowFeed,
    private readonly directory: Directory,
    private readonly visitors: Visitors,
    private readonly views: Pick<Views, 'noteStored'>,
  ) {}

  async take(writes: readonly CollectionWrite[]): Promise<PulledNews> {
    const customerIds = new Set<string>();
    const decisions: Decision[] = [];
    let isSomebodyGone = false;
    for (const write of writes) {
      const ids = [...write.puts.map(({ document }) => document.id), ...write.removals];
      if (isOf(write, 'customers')) {
        await this.visitors.remove(write.puts.map(({ document }) => document.id));
        const documents = write.puts.map(({ document }) => document);
        const rolledUp = this.views.noteStored(documents, write.removals);
        await this.rows.page(write);
        if (rolledUp.length > 0) await this.rows.customers(rolledUp);
        isSomebodyGone ||= write.removals.length > 0;
      }
      if (isOf(write, 'decisions')) decisions.push(...write.puts.map(({ document }) => document));
      if (isOf(write, 'customers') || isOf(write, 'standings')) for (const id of ids) customerIds.add(id);
    }
    const isContext = await this.directory.refresh(writes.map(({ collection }): PulledCollection => collection));
    return { customerIds: [...customerIds], isContext, isSomebodyGone, decisions };
  }
}

function isOf<Name extends PulledCollection>(write: CollectionWrite, name: Name): write is CollectionWrite<Name> {
  return write.collection === name;
}
