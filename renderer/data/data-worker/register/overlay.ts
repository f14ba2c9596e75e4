import type { Standing } from '../../../../core/domain/cards/standing';
import { emptyStanding, foldTransaction, isContained } from '../../../../core/domain/cards/standing-fold';
import { applyEdit } from '../../../../core/domain/customers/apply-edit';
import type { Customer } from '../../../../core/domain/customers/customer';
import { readChanges } from '../../../../core/domain/customers/customer-edit';
import { completePlaceholder, newCustomer, placeholderCustomer } from '../../../../core/domain/customers/new-customer';
import { withVisit } from '../../../../core/domain/customers/visits';
import type { LogEntry } from '../../../../core/log/entry';
import type { EntryFacts, EntryPersonal } from '../../../../core/log/kinds';
import { standingTransactionOf } from '../../../../core/log/standing-transaction';
import type { LaidEntry } from './own-log';

/** What is known of a customer with own entries laid over. */
export interface LaidOver {
  /** Null when neither pulled nor added here. */
  readonly customer: Customer | null;
  readonly standing: Standing;
  /** Own transactions the master list has not confirmed. */
  readonly unconfirmed: readonly string[];
}

/**
 * Lays own entries over what was pulled, by the same rules the server uses. Laying one that is in already changes
 * nothing: edits carry stamps, and a transaction counts once by its id (OX-2, OX-4).
 */
export function layOver(
  customerId: string,
  pulled: { readonly customer: Customer | null; readonly standing: Standing | null },
  entries: readonly LaidEntry[],
): LaidOver {
  let customer = pulled.customer;
  let standing = pulled.standing ?? emptyStanding(customerId);
  const unconfirmed: string[] = [];
  for (const laid of entries) {
    customer = withEntry(customer, customerId, laid);
    const transaction = standingTransactionOf(laid.entry, laid.orderInstant);
    if (transaction === null) continue;
    if (!isConfirmed(pulled.standing, laid)) unconfirmed.push(transaction.id);
    standing = foldTransaction(standing, transaction, laid.entry);
  }
  return { customer: isKnown(customer) ? customer : null, standing, unconfirmed };
}

/**
 * True when the master list's own standing contains the entry (or, sent twice, the one that came first). A parked entry
 * is contained only when its transaction really is there: `through` may have passed it.
 */
export function isConfirmed(standing: Standing | null, { entry, verdict }: LaidEntry): boolean {
  if (standing === null) return false;
  if (standing.transactions.some(({ id }) => id === entry.effectId)) return true;
  return verdict?.kind !== 'parked' && isContained(standing, entry);
}

function withEntry(customer: Customer | null, customerId: string, laid: LaidEntry): Customer | null {
  const { entry, order } = laid;
  switch (entry.kind) {
    case 'customer-added': {
      if (entry.personal === null) return customer; // erased (DE-7)
      const created = addedCustomer(entry, order);
      return customer === null ? created : completePlaceholder(customer, created);
    }
    case 'customer-edited': {
      if (entry.personal === null) return customer;
      const { changes } = entry.personal as EntryPersonal<'customer-edited'>;
      const read = readChanges(changes);
      return read.ok
        ? applyEdit(customer ?? placeholderCustomer(customerId), { changes: read.value, stamp: order })
        : customer;
    }
    case 'customer-deleted':
      return customer && { ...customer, status: 'deleted', deletedAt: laid.orderInstant };
    case 'transaction-finished':
      return customer && withVisit(customer, entry.locationId, entry.shownAt);
    default:
      return customer;
  }
}

function addedCustomer(entry: LogEntry, stamp: string): Customer {
  const { customerId, homeLocationId } = entry.facts as EntryFacts<'customer-added'>;
  const contact = entry.personal as EntryPersonal<'customer-added'>;
  const { registerId, userId, shownAt: createdAt } = entry;
  return newCustomer(contact, { customerId, homeLocationId, registerId, userId: userId ?? '', createdAt, stamp });
}

/** A customer of whom only edits are here is shown once the rest has come. */
function isKnown(customer: Customer | null): customer is Customer {
  return customer !== null && (customer.stamps.created !== undefined || customer.createdAt > 0);
}
