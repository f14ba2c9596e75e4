import { NO_ADDRESS, type Address } from '../../../core/domain/customers/address';
import { withConsentStates } from '../../../core/domain/customers/consent';
import type { Customer } from '../../../core/domain/customers/customer';
import type { CustomerEdit } from '../../../core/domain/customers/customer-edit';
import type { NewCustomerForm } from '../../../core/domain/customers/customer-form';
import { newCustomer, type Creation } from '../../../core/domain/customers/new-customer';
import type { Pet, PetForm } from '../../../core/domain/customers/pets';
import { searchRowOf, type SearchRow } from '../../../core/domain/customers/search-row';
import { instant } from './values';

export const MIDTOWN = 'midtown';
export const HARBOR = 'harbor';

/** Step 1 as typed: Betty Smith, nothing else. */
export function aCustomerForm(stated: Partial<NewCustomerForm> = {}): NewCustomerForm {
  return { firstName: 'Betty', lastName: 'Smith', phone: '', email: '', internalId: '', ...stated };
}

export function aCreation(stated: Partial<Creation> = {}): Creation {
  return {
    customerId: 'betty',
    homeLocationId: MIDTOWN,
    registerId: 'register-1',
    userId: 'cashier-1',
    createdAt: instant('2026-01-05T15:00Z'),
    stamp: '0',
    ...stated,
  };
}

/** An active customer of Midtown: Betty Smith, with neither email nor phone. The consent states follow from the rest. */
export function aCustomer(stated: Partial<Customer> = {}): Customer {
  const made = newCustomer(aCustomerForm(), aCreation(stated.id === undefined ? {} : { customerId: stated.id }));
  return withConsentStates({ ...made, ...stated });
}

export function anEdit(stated: Partial<CustomerEdit> = {}): CustomerEdit {
  return { changes: {}, stamp: '1', ...stated };
}

export function anAddress(stated: Partial<Address> = {}): Address {
  return { ...NO_ADDRESS, ...stated };
}

export function aPet(stated: Partial<Pet> = {}): Pet {
  return { id: 'rex', name: 'Rex', type: 'Dog', ageYears: null, ageRecordedOn: null, birthMonth: null, ...stated };
}

export function aPetForm(stated: Partial<PetForm> = {}): PetForm {
  return { id: 'rex', name: 'Rex', type: 'Dog', age: null, birthMonth: null, ...stated };
}

/** What the search index is given of a customer. */
export function aSearchRow(stated: Partial<SearchRow> = {}): SearchRow {
  const row = searchRowOf(aCustomer());
  if (row === null) throw new Error('an active customer has a row');
  return { ...row, ...stated };
}
