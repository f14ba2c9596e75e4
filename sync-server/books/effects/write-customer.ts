import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import { joinLocations } from '../../../core/domain/customers/visits';
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
  const former = pending.customer(id);
  const [before, after] = [placesOf(former), placesOf(customer)];
  const [had, has] = [standingPlacesOf(former), standingPlacesOf(customer)];
  const hasStanding = pending.standing(id) !== null;
  pending.putDocument('customers', id, customer);

  const change = (locationId: string, collection: 'customers' | 'standings', change: 'put' | 'leave') =>
    pending.changeFeed({ feed: locationFeed(locationId), collection, id, change });
  for (const locationId of after) change(locationId, 'customers', 'put');
  for (const locationId of hasStanding ? has.filter((one) => !had.includes(one)) : [])
    change(locationId, 'standings', 'put');
  for (const locationId of before.filter((one) => !after.includes(one))) change(locationId, 'customers', 'leave');
  for (const locationId of hasStanding ? had.filter((one) => !has.includes(one)) : [])
    change(locationId, 'standings', 'leave');
  keepMembersBehind(pending, id);
}

/**
 * Wherever the primary is kept, registers know who was rolled into it (one may be a visitor there). They hear of it after
 * whatever is new of the primary: a page that ends between the two must not show less than both (RU-15).
 */
function keepMembersBehind(pending: Pending, id: string): void {
  const primary = pending.customer(id);
  for (const member of pending.standing(id)?.members ?? []) {
    const held = member === id ? null : pending.customer(member);
    if (held?.status !== 'merged') continue;
    const stub = { ...held, locations: joinLocations(held.locations, primary?.locations ?? []) };
    if (stub.locations.length > held.locations.length) pending.putDocument('customers', member, stub);
    const hasStanding = pending.standing(member) !== null;
    for (const feed of placesOf(stub).map(locationFeed)) {
      pending.changeFeed({ feed, collection: 'customers', id: member, change: 'put' });
      if (hasStanding) pending.changeFeed({ feed, collection: 'standings', id: member, change: 'leave' });
    }
  }
}

/** Puts a standing in place of what it was, at every location that lists its customer. */
export function writeStanding(pending: Pending, standing: Standing): void {
  const { id } = standing;
  pending.putDocument('standings', id, standing);
  for (const locationId of standingPlacesOf(pending.customer(id))) {
    pending.changeFeed({ feed: locationFeed(locationId), collection: 'standings', id, change: 'put' });
  }
  keepMembersBehind(pending, id);
}

/** Locations whose registers keep the customer (LO-3), or know into whom it was rolled (RU-15). */
function placesOf(customer: Customer | null): readonly string[] {
  if (customer === null || isPlaceholder(customer) || customer.status === 'deleted') return [];
  return customer.locations.map(({ locationId }) => locationId);
}

/** What was earned is kept where the customer is listed. */
function standingPlacesOf(customer: Customer | null): readonly string[] {
  return customer !== null && isListed(customer) ? placesOf(customer) : [];
}
