import type { EntryKind } from '../../../core/log/kinds';
import { addCustomer } from './customer-added';
import { deleteCustomer } from './customer-deleted';
import { editCustomer } from './customer-edited';
import { changeAccountSettings } from './account-settings-changed';
import { eraseCustomer } from './customer-erased';
import { restoreCustomer } from './customer-restored';
import { combineCustomers } from './customers-combined';
import { undoEntry } from './undo-roll-up';
import { settleWorkItem } from './work-item-settled';
import type { EntryScene } from './entry-scene';
import { recordExport, recordNote } from './record-audit';
import { finishTransaction } from './transaction-finished';

/** Nothing to say, or a stable code for why an act came to nothing: the register tells the person. */
type Outcome = string | void;

/** What each kind of entry does to the master list. */
export const effectOf: {
  readonly [Kind in EntryKind]: (scene: EntryScene<Kind>) => Outcome | Promise<Outcome>;
} = {
  'transaction-finished': finishTransaction,
  'customer-added': addCustomer,
  'customer-edited': editCustomer,
  'customer-deleted': deleteCustomer,
  'customer-restored': restoreCustomer,
  'customer-erased': eraseCustomer,
  'customers-combined': combineCustomers,
  'roll-up-undone': undoEntry,
  'work-item-settled': settleWorkItem,
  'account-settings-changed': changeAccountSettings,
  'customers-exported': recordExport,
  'audit-recorded': recordNote,
};
