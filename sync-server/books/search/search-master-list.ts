import type { Customer } from '../../../core/domain/customers/customer';
import { isInternalIdOn } from '../../../core/domain/customers/internal-id';
import { matchesLookup, searchTokensOf } from '../../../core/domain/customers/lookup-match';
import { readLookup } from '../../../core/domain/customers/lookup-query';
import { isPlaceholder } from '../../../core/domain/customers/new-customer';
import { emptyStanding } from '../../../core/domain/cards/standing-fold';
import type { Standing } from '../../../core/domain/cards/standing';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { MasterListMatch, VisitorReply } from '../../../core/sync/master-list';
import type { BooksParts, Register } from '../books';
import { readSettings } from '../account/settings';
import { wantedWords } from '../effects/search-word-rows';

const REVOKED: ErrorReply = { code: 'register-revoked', message: 'This register was removed from the business.' };
const NOBODY: ErrorReply = { code: 'not-found', message: 'There is no such customer.' };

/** "At your other locations" (LO-8): the same text finds the same customers as at their own registers. */
export async function searchMasterList(
  { store }: BooksParts,
  register: Register,
  text: string,
  limit: number,
): Promise<Result<readonly MasterListMatch[], ErrorReply>> {
  if (register.revokedAt !== null) return refuse(REVOKED);
  // Whether it was long enough to search by itself is the screen's to know (LK-2); here Enter's limit holds (LK-8).
  const settings = await readSettings(store);
  const withoutInternalIds = !isInternalIdOn(settings);
  const query = readLookup(text, 'checkout', true, withoutInternalIds);
  if (query.kind === 'too-short') return ok([]);
  const ids = await store.customersByWords(wantedWords(query.terms), locationFeed(register.locationId), limit);
  const found = new Map((await store.documents('customers', ids)).map(({ id, document }) => [id, document]));
  const locations = new Map(settings?.locations.map(({ id, name }) => [id, name]));

  const matches = ids.map((id) => found.get(id)).filter((one) => one !== undefined) as unknown as Customer[];
  // The kept words do not tell an internal ID from an email; while nobody sees the one, it finds nobody (LK-1, NC-5).
  const isFound = (one: Customer) => !withoutInternalIds || matchesLookup(searchTokensOf(one), query.terms);
  const customers = matches.filter(isFound);
  return ok(
    customers.map(
      ({ id, firstName, lastName, email, phone, internalId, formerIdentifiers, address, homeLocationId }) => ({
        ...{ customerId: id, firstName, lastName, email, phone, internalId, formerIdentifiers, city: address.city },
        ...{ homeLocationId, homeLocationName: locations.get(homeLocationId) ?? '' },
      }),
    ),
  );
}

/** One customer with what was earned, for a register where the customer is visiting (LO-8). */
export async function visitor(
  { store }: BooksParts,
  register: Register,
  customerId: string,
): Promise<Result<VisitorReply, ErrorReply>> {
  if (register.revokedAt !== null) return refuse(REVOKED);
  const customer = (await store.document('customers', customerId)) as Customer | null;
  if (customer === null || customer.status !== 'active' || isPlaceholder(customer)) return refuse(NOBODY);
  const standing = (await store.document('standings', customerId)) as Standing | null;
  return ok({ customer, standing: standing ?? emptyStanding(customerId) });
}
