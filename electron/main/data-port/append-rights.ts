import { Value } from 'typebox/value';
import type { Action } from '../../../core/domain/users/permissions';
import type { AppendRequest } from '../../../core/ipc/data-port';
import { entryKinds, isEntryKind, type EntryKind } from '../../../core/log/kinds';

/**
 * What a user must be allowed to do for an entry of a kind to be written on his behalf (RO-11). Null: anybody who is
 * signed in.
 */
const ACTION_OF_KIND: Readonly<Record<EntryKind, Action | null>> = {
  'transaction-finished': 'check-out',
  'customer-added': 'add-customer',
  'customer-edited': 'edit-customer',
  'customer-deleted': 'delete-customer',
  'customer-restored': 'restore-customer',
  'customer-erased': 'erase-customer',
  'customers-combined': 'combine-customers',
  'roll-up-undone': 'combine-customers',
  'work-item-settled': 'settle-work-items',
  'account-settings-changed': 'change-account-settings',
  'customers-exported': 'export-customers',
  'audit-recorded': null,
};

/** An entry of a kind and shape this version knows. */
export type KnownEntry = AppendRequest & { readonly kind: EntryKind };

/** What writing an entry of this kind asks of the user; null for nothing special. */
export function actionOf(kind: EntryKind): Action | null {
  return ACTION_OF_KIND[kind];
}

/**
 * Whether kind and bodies are as the log knows them. The journal never holds what it could not explain later. A
 * transaction comes without receipt number: the journal gives it out.
 */
export function isKnownEntry(entry: AppendRequest): entry is KnownEntry {
  if (!isEntryKind(entry.kind)) return false;
  const { facts, personal } = entryKinds[entry.kind];
  const body = entry.kind === 'transaction-finished' ? { ...entry.facts, receiptNumber: 'to be given' } : entry.facts;
  if (!Value.Check(facts, body)) return false;
  return personal === null ? entry.personal === null : Value.Check(personal, entry.personal);
}
