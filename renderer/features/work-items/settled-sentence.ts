import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { RegisterContext } from '../../data/register-data';
import { settledWords } from './work-item-words';

/** How it was settled and by whom: `Voided by Hana`; '' while it is open. */
export function settledSentence({ settled }: WorkItem, { users }: Pick<RegisterContext, 'users'>): string {
  if (settled === null) return '';
  const user = users.find(({ id }) => id === settled.by);
  return `${settledWords[settled.resolution]}${user === undefined ? '' : ` by ${user.username}`}`;
}
