import { withConsentStates } from './consent';
import type { Customer } from './customer';
import { changedFields, isPetField, type CustomerEdit, type CustomerField } from './customer-edit';
import { sortPets, type Pet } from './pets';
import { stampOf } from './stamps';

/** What became of an edit. */
export interface EditOutcome {
  readonly customer: Customer;
  /** Fields that took the edit's value; their former values are in the customer before. */
  readonly applied: readonly CustomerField[];
  /** Fields in which a later edit was there already; the caller keeps these values in the change log (CP-9). */
  readonly overtaken: readonly CustomerField[];
}

/**
 * Applies one edit, field by field; the later stamp wins (CP-9).
 *
 * Every field remembers the stamp of the edit it came from, so edits that cross on their way between registers and
 * server end in the same customer everywhere (OX-4), and laying an edit twice is harmless.
 */
export function applyEdit(customer: Customer, edit: CustomerEdit): Customer {
  return editOutcome(customer, edit).customer;
}

/** `applyEdit`, telling which fields took the edit and which had a later one. */
export function editOutcome(customer: Customer, edit: CustomerEdit): EditOutcome {
  const fields = changedFields(edit.changes);
  const applied = fields.filter((field) => edit.stamp > stampOf(customer, field));
  const overtaken = fields.filter((field) => edit.stamp < stampOf(customer, field));
  if (applied.length === 0) return { customer, applied, overtaken };

  const scalars = applied.filter((field) => !isPetField(field));
  const changes = Object.fromEntries(scalars.map((field) => [field, edit.changes[field]]));
  const stamps = Object.fromEntries(applied.map((field) => [field, edit.stamp]));
  const edited = { ...customer, ...changes, stamps: { ...customer.stamps, ...stamps } };
  // The states of mailing and texting follow from address, number and their stamps (CP-7, CP-8).
  return {
    customer: withConsentStates({ ...edited, pets: editedPets(customer.pets, edit, applied) }),
    applied,
    overtaken,
  };
}

/** Pets after the edit. A removed pet leaves only its stamp behind, which keeps earlier edits from reviving it. */
function editedPets(pets: Pet[], edit: CustomerEdit, applied: readonly CustomerField[]): Pet[] {
  const fields = applied.filter(isPetField);
  if (fields.length === 0) return pets;
  const untouched = pets.filter((pet) => !fields.includes(`pet:${pet.id}`));
  const changed = fields.map((field) => edit.changes[field]).filter((pet) => pet !== null && pet !== undefined);
  return sortPets([...untouched, ...changed]);
}
