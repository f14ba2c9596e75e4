import type { Customer } from '../../../core/domain/customers/customer';
import { employeeKeys, heldKeys } from '../../../core/domain/customers/duplicates';
import type { IdentifierKey, IdentifierRow } from '../../store/rows';
import { sortedBy } from '../../store/sorted-by';
import { named, type Pending } from '../log/pending';
import { isListed } from './write-customer';

/** Identifiers a customer claims: those of an active one that has a name (IC-1, IC-14), an Employee ID among them (EB-8). */
export function claimedKeys(customer: Customer | null): readonly IdentifierKey[] {
  if (customer === null || !isListed(customer)) return [];
  return [...heldKeys(customer), ...employeeKeys(customer)];
}

/**
 * Moves a customer's claims to its present identifiers. Two active customers with one identifier both stay until
 * `settleEncounters`; the older one (by order of addition) holds it, in whatever order they arrived (IC-10, OX-4).
 */
export function claimIdentifiers(pending: Pending, before: Customer | null, after: Customer): void {
  const [old, present] = [claimedKeys(before), claimedKeys(after)];
  const isSame = (one: IdentifierKey) => (other: IdentifierKey) => one.kind === other.kind && one.key === other.key;

  for (const key of old.filter((one) => !present.some(isSame(one)))) {
    const row = pending.identifier(key);
    putClaims(pending, { ...row, claims: row.claims.filter(({ customerId }) => customerId !== after.id) });
  }
  for (const key of present.filter((one) => !old.some(isSame(one)))) {
    const row = pending.identifier(key);
    const others = row.claims.filter(({ customerId }) => customerId !== after.id);
    const own = { customerId: after.id, since: after.stamps.created ?? '' };
    putClaims(pending, { ...row, claims: sortedBy([...others, own], ({ since }) => since) });
    for (const { customerId } of others) {
      const pair = [after.id, customerId].sort().join(' ');
      if (!pending.encounters.has(pair)) {
        pending.put(pending.encounters, pair, { id: after.id, otherId: customerId, kind: key.kind });
      }
    }
  }
}

function putClaims(pending: Pending, row: IdentifierRow): void {
  pending.put(pending.claims, named.identifier(row), row);
}
