import type { WorkItem } from '../../../core/domain/work-items/work-item';
import { hashText } from '../../../core/kernel/hash';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { DocumentRow, FeedChange } from '../../store/rows';

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
