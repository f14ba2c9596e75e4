import { isAppUser, type Customer, type CustomerType, type FormerIdentifier } from './customer';
import { employeeKeys, heldKeys, type IdentifierKey } from './duplicates';
import { isIncomplete } from './incomplete';
import { lastVisitAt } from './visits';

/**
 * What a register keeps of a customer for finding and listing: all that a lookup row and a row of **My Customers**
 * show (LK-1, CL-13), so that neither reads the database.
 */
export interface SearchRow {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** E.164 or `''`; see `formatPhone`. */
  readonly phone: string;
  readonly internalId: string;
  readonly town: string;
  readonly type: CustomerType;
  /** `''` for whoever is no employee. */
  readonly employeeId: string;
  readonly isAppUser: boolean;
  readonly isIncomplete: boolean;
  readonly isTraining: boolean;
  readonly isPossibleDuplicate: boolean;
  /** Instants in milliseconds. */
  readonly createdAt: number;
  readonly lastVisitAt: number | null;
  readonly homeLocationId: string;
  /** Locations whose list the customer is in (LO-3), sorted. */
  readonly locationIds: readonly string[];
  readonly formerIdentifiers: readonly FormerIdentifier[];
}

/** The row of a customer; null for one that is never found or listed: deleted or merged away (CL-15, LK-13). */
export function searchRowOf(customer: Customer): SearchRow | null {
  if (customer.status !== 'active') return null;
  const { id, firstName, lastName, email, phone, internalId, type, createdAt, homeLocationId, isTraining } = customer;
  return {
    ...{ id, firstName, lastName, email, phone, internalId, type, createdAt, homeLocationId, isTraining },
    town: customer.address.city,
    employeeId: type === 'employee' ? customer.employeeId : '',
    isAppUser: isAppUser(customer),
    isIncomplete: isIncomplete(customer),
    isPossibleDuplicate: customer.possibleDuplicateOf.length > 0,
    lastVisitAt: lastVisitAt(customer),
    locationIds: customer.locations.map((location) => location.locationId),
    formerIdentifiers: customer.formerIdentifiers,
  };
}

/** Everything that nobody else may have while this customer is there (IC-7, IC-11, RU-8, EB-8). */
export function rowKeys(row: SearchRow): readonly IdentifierKey[] {
  return row.type === 'employee' ? [...heldKeys(row), ...employeeKeys(row)] : heldKeys(row);
}
