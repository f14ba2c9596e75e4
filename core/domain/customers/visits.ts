import type { Instant } from '../../kernel/amounts';
import type { Customer, CustomerLocation } from './customer';

/** The customer after being added or checked out at a location (LO-3); in whatever order visits arrive (OX-4). */
export function withVisit(customer: Customer, locationId: string, visitedAt: Instant): Customer {
  const visit = { locationId, firstVisitAt: visitedAt, lastVisitAt: visitedAt };
  return { ...customer, locations: joinLocations(customer.locations, [visit]) };
}

/** Both lists as one: per location the earliest first and the latest last visit, sorted by location id. */
export function joinLocations(a: readonly CustomerLocation[], b: readonly CustomerLocation[]): CustomerLocation[] {
  const joined = new Map<string, CustomerLocation>();
  for (const visit of [...a, ...b]) {
    const known = joined.get(visit.locationId) ?? visit;
    joined.set(visit.locationId, {
      locationId: visit.locationId,
      firstVisitAt: Math.min(known.firstVisitAt, visit.firstVisitAt),
      lastVisitAt: Math.max(known.lastVisitAt, visit.lastVisitAt),
    });
  }
  return [...joined.values()].sort((x, y) => (x.locationId < y.locationId ? -1 : 1));
}

/** True when the customer is in that location's list (LO-3, LO-7). */
export function belongsTo(customer: Readonly<Customer>, locationId: string): boolean {
  return customer.locations.some((location) => location.locationId === locationId);
}

/** The latest visit anywhere; null before the first. */
export function lastVisitAt(customer: Readonly<Customer>): Instant | null {
  return customer.locations.reduce<Instant | null>((latest, { lastVisitAt: at }) => Math.max(latest ?? at, at), null);
}
