import { SECOND_THOUGHTS_MS } from '../../../core/domain/customers/second-thoughts';
import type { Customer } from '../../../core/domain/customers/customer';
import { matchesLookup, searchTokensOf } from '../../../core/domain/customers/lookup-match';
import { readLookup } from '../../../core/domain/customers/lookup-query';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import { ok, type Result } from '../../../core/kernel/result';
import type { DeletedCustomer, HistoryReply, RollUpSummary } from '../../../core/sync/accounts';
import type { ErrorReply } from '../../../core/sync/error-reply';
import { sortedBy } from '../../store/sorted-by';
import type { BooksParts, Register } from '../books';
import { historicTransaction } from '../effects/historic-transaction';
import { visitor } from './search-master-list';

/** Most rows of the **Deleted customers** view; more letters narrow it. */
const MOST = 200;

/** Customers of the register's location that can still be restored, newest first (DE-7). */
export async function deletedCustomers(
  { store, clock }: BooksParts,
  { scope, locationId }: Register,
  text: string,
): Promise<readonly DeletedCustomer[]> {
  const isFound = finds(text);
  const since = clock.now() - SECOND_THOUGHTS_MS;
  const rows = await store.deletedCustomers(since);
  const customers = rows.map(({ document }) => document as unknown as Customer);
  const found = customers.filter(
    (one) =>
      one.firstName + one.lastName !== '' &&
      (scope === 'all' || one.locations.some((place) => place.locationId === locationId)) &&
      isFound(one),
  );
  return sortedBy(found, ({ id }) => id)
    .sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0))
    .slice(0, MOST)
    .map(({ id: customerId, firstName, lastName, email, phone, homeLocationId, deletedAt }) => {
      return { customerId, firstName, lastName, email, phone, homeLocationId, deletedAt: deletedAt ?? 0 };
    });
}

/** Whom a typed text finds: the same as in **My Customers** (CL-9 … CL-11). */
function finds(text: string): (customer: Customer) => boolean {
  const query = readLookup(text, 'list', false);
  return query.kind === 'too-short' ? () => true : (customer) => matchesLookup(searchTokensOf(customer), query.terms);
}

/** Every visit of a customer and of the accounts rolled into it, oldest first (HI-4); of whom `visitor` would tell. */
export async function historyOf(
  parts: BooksParts,
  register: Register,
  customerId: string,
): Promise<Result<HistoryReply['visits'], ErrorReply>> {
  const found = await visitor(parts, register, customerId);
  if (!found.ok) return found;
  const rows = await parts.store.documentsOwnedBy('transactions', found.value.standing.members);
  const visits = rows.flatMap(({ document }) => historicTransaction(document as unknown as TransactionDocument));
  const inOrder = sortedBy(visits, ({ order }) => order);
  return ok(inOrder.map(({ logId, sequence, ...transaction }) => ({ transaction, logId, sequence })));
}

/** Roll-ups into a customer that can still be undone, newest first (RU-15). */
export async function rollUpsOf({ store, clock }: BooksParts, customerId: string): Promise<readonly RollUpSummary[]> {
  const since = clock.now() - SECOND_THOUGHTS_MS;
  const rows = await store.rollUpsOf([customerId]);
  const open = rows.filter(
    ({ primaryId, state, at, kept }) =>
      primaryId === customerId && state === 'active' && at >= since && kept.length > 1,
  );
  const newestFirst = sortedBy(open, ({ serial }) => serial).reverse();
  return newestFirst.map(({ id: rollUpId, primaryId, kept, at, by }, place) => ({
    ...{ rollUpId, primaryId, at, by, isLatest: place === 0 },
    others: kept.slice(1).map(({ customer: { id, firstName, lastName } }) => ({ customerId: id, firstName, lastName })),
  }));
}
