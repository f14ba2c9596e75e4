import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import { isPlaceholder } from '../../../core/domain/customers/new-customer';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { Pending } from '../log/pending';

/** True for a customer that is found and listed: active, and not a placeholder without a name (CL-15). */
export function isListed(customer: Customer): boolean {
  return customer.status === 'active' && !isPlaceholder(customer);
}

/** Puts a customer's document in place of what it was. Joins locations it is new at, standing included; leaves others. */
export function writeCustomer(pending: Pending, customer: Customer): void {
  const { id } = customer;
  const [before, after] = [placesOf(pending.customer(id)), placesOf(customer)];
  const hasStanding = pending.standing(id) !== null;
  pending.putDocument('customers', id, customer);

  for (const locationId of after) {
    const feed = locationFeed(locationId);
    pending.changeFeed({ feed, collection: 'customers', id, change: 'put' });
    const joins = !before.includes(locationId);
    if (joins && hasStanding) pending.changeFeed({ feed, collection: 'standings', id, change: 'put' });
  }
  for (const locationId of before.filter((one) => !after.includes(one))) {
    const feed = locationFeed(locationId);
    pending.changeFeed({ feed, collection: 'customers', id, change: 'leave' });
    if (hasStanding) pending.changeFeed({ feed, collection: 'standings', id, change: 'leave' });
  }
}

/** Puts a standing in place of what it was, at every location that lists its customer. */
export function writeStanding(pending: Pending, standing: Standing): void {
  const { id } = standing;
  pending.putDocument('standings', id, standing);
  for (const locationId of placesOf(pending.customer(id))) {
    pending.changeFeed({ feed: locationFeed(locationId), collection: 'standings', id, change: 'put' });
  }
}

/** Locations whose registers keep the customer (LO-3). */
function placesOf(customer: Customer | null): readonly string[] {
  if (customer === null || !isListed(customer)) return [];
  return customer.locations.map(({ locationId }) => locationId);
}
