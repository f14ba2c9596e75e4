import type { WorkItem } from '../../../core/domain/work-items/work-item';
import { hashText } from '../../../core/kernel/hash';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { DocumentRow, FeedChange } from '../../store/rows';
import type { StoreReads } from '../../store/store';
import { locationsOf } from '../account/settings';

/** Says what a person has to settle. `about` names it: opened twice about the same, it stands once. */
export function workItem(
  stated: Pick<WorkItem, 'kind' | 'locationId' | 'openedAt' | 'code' | 'refs'> & { readonly about: readonly string[] },
): WorkItem {
  const { about, kind, locationId, openedAt, code, refs } = stated;
  const id = `${kind}-${hashText(about.join('|')).slice(0, 32)}`;
  return { id, kind, locationId, openedAt, state: 'open', refs, code, settled: null };
}

/** The work item as a document of its location. */
export function workItemRow(item: WorkItem): DocumentRow {
  return { collection: 'workItems', id: item.id, owner: null, document: item };
}

/** Tells the registers of its location. */
export function workItemChange({ id, locationId }: WorkItem): FeedChange {
  return { feed: locationFeed(locationId), collection: 'workItems', id, change: 'put' };
}

/**
 * The same told at the master location, whose Administrators settle what arose anywhere (RO-2): a pair of two locations
 * can be combined by nobody else (RU-17).
 */
export async function alsoToldAtMaster(
  reads: StoreReads,
  changes: readonly FeedChange[],
): Promise<readonly FeedChange[]> {
  const ofItems = changes.filter(({ collection }) => collection === 'workItems');
  if (ofItems.length === 0) return [];
  const master = (await locationsOf(reads)).find(({ kind }) => kind === 'master');
  if (master === undefined) return [];
  const feed = locationFeed(master.id);
  return ofItems.filter((change) => change.feed !== feed).map((change) => ({ ...change, feed }));
}
