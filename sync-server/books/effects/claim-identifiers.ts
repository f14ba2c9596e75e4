import type { Customer } from '../../../core/domain/customers/customer';
import { heldKeys } from '../../../core/domain/customers/duplicates';
import type { Instant } from '../../../core/kernel/amounts';
import type { IdentifierKey, IdentifierRow } from '../../store/rows';
import { sortedBy } from '../../store/sorted-by';
import { named, type Pending } from '../log/pending';
import { isListed, writeCustomer } from './write-customer';
import { workItem } from './work-items';

/** Identifiers a customer claims: those of an active one that has a name (IC-1, IC-14). */
export function claimedKeys(customer: Customer | null): readonly IdentifierKey[] {
  if (customer === null || !isListed(customer)) return [];
  return heldKeys(customer);
}

/**
 * Moves a customer's claims to its present identifiers. Two active customers with one identifier both stay, both
 * marked; the older one (by order of addition) holds it, in whatever order they arrived (IC-10, OX-4).
 */
export function claimIdentifiers(pending: Pending, before: Customer | null, after: Customer, now: Instant): void {
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
    for (const { customerId } of others) markDuplicates(pending, after.id, customerId, key, now);
  }
}

function putClaims(pending: Pending, row: IdentifierRow): void {
  pending.put(pending.claims, named.identifier(row), row);
}

/** Marks both, and asks a person: **Combine** or **Not the same person**. */
function markDuplicates(pending: Pending, id: string, otherId: string, { kind }: IdentifierKey, now: Instant): void {
  const pair = [id, otherId].map((one) => pending.customer(one)).filter((one) => one !== null);
  const [older, younger] = sortedBy(pair, ({ stamps }) => stamps.created ?? '');
  if (older === undefined || younger === undefined) return;

  for (const [one, other] of [
    [older, younger],
    [younger, older],
  ] as const) {
    if (one.possibleDuplicateOf.includes(other.id)) continue;
    writeCustomer(pending, { ...one, possibleDuplicateOf: [...one.possibleDuplicateOf, other.id].sort() });
  }
  pending.openWorkItem(
    workItem({
      kind: 'possible-duplicate',
      about: [older.id, younger.id].sort(),
      locationId: younger.homeLocationId,
      openedAt: now,
      code: `same-${kind}`,
      refs: { customerId: younger.id, otherCustomerId: older.id },
    }),
  );
}
