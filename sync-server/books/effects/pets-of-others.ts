import { isPetField, type CustomerChanges, type PetField } from '../../../core/domain/customers/customer-edit';
import type { Customer } from '../../../core/domain/customers/customer';
import { knowsPet } from '../../../core/domain/customers/pets-apart';
import type { Pending } from '../log/pending';
import { activeAccount } from './accounts';

/** The part of an edit that is about one account. */
export interface EditPart {
  readonly id: string;
  readonly changes: CustomerChanges;
}

/**
 * An edit by the account each part is about. A register that has not heard of an undone roll-up may write about a pet of
 * the primary which has gone home with another account: that part is the other account's (RU-15).
 */
export function editParts(
  pending: Pending,
  id: string,
  account: Customer,
  changes: CustomerChanges,
): readonly EditPart[] {
  const parts = new Map<string, CustomerChanges>();
  for (const [field, value] of Object.entries(changes)) {
    const isStrange = isPetField(field) && !knowsPet(account, field);
    const owner = isStrange ? ownerOf(pending, account, field, new Set()) : null;
    const of = owner?.id ?? id;
    parts.set(of, { ...parts.get(of), [field]: value });
  }
  return [...parts].map(([of, part]) => ({ id: of, changes: part }));
}

/** Among the accounts that were once part of this one, and of those, the one that has the pet (RU-16). */
function ownerOf(pending: Pending, account: Customer, field: PetField, asked: Set<string>): Customer | null {
  asked.add(account.id);
  const undone = pending.rollUpsOf(account.id).filter((row) => row.state === 'undone' && row.primaryId === account.id);
  for (const id of undone.flatMap(({ merged }) => merged)) {
    const other = activeAccount(pending, id);
    if (other === null || asked.has(other.id)) continue;
    const owner = knowsPet(other, field) ? other : ownerOf(pending, other, field, asked);
    if (owner !== null) return owner;
  }
  return null;
}
