import type { EntryKind } from '../../../core/log/kinds';
import { addCustomer } from './customer-added';
import { deleteCustomer } from './customer-deleted';
import { editCustomer } from './customer-edited';
import type { EntryScene } from './entry-scene';
import { recordExport, recordNote } from './record-audit';
import { finishTransaction } from './transaction-finished';

/** What each kind of entry does to the master list. */
export const effectOf: {
  readonly [Kind in EntryKind]: (scene: EntryScene<Kind>) => void | Promise<void>;
} = {
  'transaction-finished': finishTransaction,
  'customer-added': addCustomer,
  'customer-edited': editCustomer,
  'customer-deleted': deleteCustomer,
  'customers-exported': recordExport,
  'audit-recorded': recordNote,
};
