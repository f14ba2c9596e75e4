import type { Instant } from '../../kernel/amounts';
import { NO_ADDRESS } from './address';
import { applyConsent, withConsentStates } from './consent';
import type { Customer } from './customer';
import type { CheckedCustomer } from './customer-form';
import { EDITABLE_FIELDS } from './customer-edit';
import { stampOf, type OrderStamp } from './stamps';
import { joinLocations } from './visits';

/** Who added the customer, where and when (RO-16). */
export interface Creation {
  readonly customerId: string;
  readonly homeLocationId: string;
  readonly registerId: string;
  readonly userId: string;
  readonly createdAt: Instant;
  readonly stamp: OrderStamp;
}

/** A customer as **Save Pet Owner** makes it (NC-14): of the location that added it (LO-7), a pet owner (EB-1). */
export function newCustomer(contact: CheckedCustomer, creation: Creation): Customer {
  const { customerId, homeLocationId, registerId, userId, createdAt, stamp } = creation;
  return withConsentStates({
    ...placeholderCustomer(customerId),
    ...contact,
    homeLocationId,
    registerId,
    createdBy: userId,
    createdAt,
    locations: [{ locationId: homeLocationId, firstVisitAt: createdAt, lastVisitAt: createdAt }],
    stamps: { created: stamp },
  });
}

/**
 * A customer somebody refers to before the entry that made it has arrived. Edits, visits and answers are kept on it
 * until `completePlaceholder`.
 */
export function placeholderCustomer(id: string): Customer {
  return {
    id,
    firstName: '',
    lastName: '',
    email: '',
    phone: '',
    internalId: '',
    address: { ...NO_ADDRESS },
    pets: [],
    type: 'pet-owner',
    employeeId: '',
    breederIds: [],
    homeLocationId: '',
    locations: [],
    emailState: 'none',
    smsState: 'none',
    consents: [],
    appUserSince: null,
    status: 'active',
    deletedAt: null,
    mergedInto: null,
    isTraining: false,
    possibleDuplicateOf: [],
    formerIdentifiers: [],
    createdAt: 0,
    createdBy: '',
    registerId: '',
    stamps: {},
  };
}

/** True until the entry that made the customer has arrived. */
export function isPlaceholder(customer: Readonly<Customer>): boolean {
  return customer.stamps.created === undefined;
}

/** The customer as if the creation had arrived first (OX-4); a customer that is no placeholder stays as it is. */
export function completePlaceholder(held: Customer, created: Customer): Customer {
  if (!isPlaceholder(held)) return held;
  const later = EDITABLE_FIELDS.filter((field) => stampOf(held, field) > stampOf(created, field));
  const fields = Object.fromEntries(later.map((field) => [field, held[field]]));
  const overtaken = EDITABLE_FIELDS.filter((field) => !later.includes(field));
  const stamps = Object.fromEntries(
    Object.entries(held.stamps).filter(([field]) => !overtaken.some((name) => name === field)),
  );
  const completed = {
    ...created,
    ...fields,
    pets: held.pets,
    locations: joinLocations(created.locations, held.locations),
    stamps: { ...stamps, ...created.stamps },
  };
  return held.consents.reduce(applyConsent, withConsentStates(completed));
}
