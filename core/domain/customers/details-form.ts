import type { CalendarDate } from '../../kernel/amounts';
import { ok, refuse, type Result } from '../../kernel/result';
import { checkAddress, isAddressEmpty, type Address } from './address';
import { petField, type CustomerChanges } from './customer-edit';
import type { FieldRefusal } from './field-refusal';
import { isPetGiven, missingRequired, NO_FIELD_RULES, type FieldRules } from './field-rules';
import { checkPet, isPetFormEmpty, type PetForm } from './pets';

/** Step 2 of **New Pet Owner Account** as typed; everything optional (NC-10, NC-11). */
export interface DetailsForm {
  readonly address: Readonly<Address>;
  readonly pets: readonly PetForm[];
}

/** What is checked against: the location's date of today and its country, and the rules of FS-1 for a new account. */
export interface DetailsRules {
  readonly today: CalendarDate;
  /** ISO 3166 alpha-2; stands in the form beforehand (NC-18). */
  readonly country: string;
  readonly fieldRules?: FieldRules;
}

/**
 * Checks step 2 and answers what it changes of the customer that step 1 made (NC-14): nothing, when all was left empty.
 * Rows without any word in them are left out.
 */
export function checkDetails(form: DetailsForm, rules: DetailsRules): Result<CustomerChanges, FieldRefusal[]> {
  const { address, refusals: addressRefusals } = checkAddress(form.address);
  const pets = form.pets.filter((pet) => !isPetFormEmpty(pet)).map((pet) => checkPet(pet, null, rules.today));
  const refusals = [
    ...addressRefusals,
    ...pets.flatMap((pet) => pet.refusals),
    ...missingRequired({ pet: isPetGiven(pets.map(({ pet }) => pet)) }, rules.fieldRules ?? NO_FIELD_RULES), // FS-8
  ];
  if (refusals.length > 0) return refuse(refusals);
  const petChanges = Object.fromEntries(pets.map(({ pet }) => [petField(pet.id), pet]));
  const isUntouched = isAddressEmpty(address) && ['', rules.country].includes(address.country);
  return ok({ ...(isUntouched ? {} : { address }), ...petChanges });
}
