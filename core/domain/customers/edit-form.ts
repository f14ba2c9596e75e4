import type { CalendarDate } from '../../kernel/amounts';
import { ok, refuse, type Result } from '../../kernel/result';
import { ADDRESS_PARTS, addressForm, checkAddress, type Address } from './address';
import { CONTACT_FORM_FIELDS, readContactField, type ContactForm, type ContactFormField } from './contact-fields';
import { cleanText } from './clean-text';
import type { Customer } from './customer';
import { petField, type CustomerChanges, type PetField } from './customer-edit';
import type { FormRules } from './customer-form';
import type { FieldRefusal } from './field-refusal';
import { checkPet, isPetFormEmpty, petForm, type Pet, type PetForm } from './pets';
import { formatPhone } from './phone';

/** The window of **Edit User** and **Incomplete Customer Information** as typed (CP-3, CP-4, IC-4). */
export interface EditForm extends ContactForm {
  readonly address: Readonly<Address>;
  /** Every pet that stays; a row that is no longer here was removed (CP-10). */
  readonly pets: readonly PetForm[];
}

export interface EditRules extends Pick<FormRules, 'country' | 'internalIdOn'> {
  /** The location's date (NC-19). */
  readonly today: CalendarDate;
}

/** The window filled with what is stored. */
export function editForm(customer: Customer, rules: EditRules): EditForm {
  const { firstName, lastName, email, internalId, pets } = customer;
  const phone = formatPhone(customer.phone, rules.country);
  const address = addressForm(customer.address, rules.country);
  return { firstName, lastName, email, phone, internalId, address, pets: pets.map((pet) => petForm(pet, rules.today)) };
}

/** What one part of the window changes, and what stands against it. */
interface Part {
  readonly changes: CustomerChanges;
  readonly refusals: readonly FieldRefusal[];
}

/**
 * What saving the window changes, changed fields only, so that edits of other fields at other registers survive (CP-9);
 * or every field that stands against it. A field nobody touched is never refused: an imported name that the rules would
 * not take today does not stand in the way of adding an email.
 */
export function checkEdit(before: Customer, form: EditForm, rules: EditRules): Result<CustomerChanges, FieldRefusal[]> {
  const parts = [
    contactPart(before, form, rules),
    addressPart(before, form, rules),
    petsPart(before, form, rules.today),
  ];
  const refusals = parts.flatMap((part) => part.refusals);
  return refusals.length === 0 ? ok(Object.assign({}, ...parts.map((part) => part.changes))) : refuse(refusals);
}

function contactPart(before: Customer, form: EditForm, rules: EditRules): Part {
  const shown = editForm(before, rules);
  const changes: Partial<Record<ContactFormField, string>> = {};
  const refusals: FieldRefusal[] = [];
  for (const field of CONTACT_FORM_FIELDS) {
    const isThere = field !== 'internalId' || rules.internalIdOn; // NC-5
    if (!isThere || form[field] === shown[field]) continue;
    const read = readContactField(field, form[field], rules.country);
    if (!read.ok) refusals.push(read.refusal);
    else if (read.value !== before[field]) changes[field] = read.value;
  }
  return { changes, refusals };
}

function addressPart(before: Customer, form: EditForm, rules: EditRules): Part {
  const { address, refusals } = checkAddress(form.address);
  // Against what was shown: a country that stood there beforehand, or is written as a code now, is no change (NC-18).
  const shown = addressForm(before.address, rules.country);
  const isChanged = ADDRESS_PARTS.some((part) => address[part] !== cleanText(shown[part]));
  return isChanged ? { changes: { address }, refusals } : { changes: {}, refusals: [] };
}

function petsPart(before: Customer, form: EditForm, today: CalendarDate): Part {
  const changes: Record<PetField, Pet | null> = {};
  const refusals: FieldRefusal[] = [];
  for (const row of form.pets) {
    const stored = before.pets.find((pet) => pet.id === row.id) ?? null;
    if (stored === null && isPetFormEmpty(row)) continue; // An added row left empty.
    const checked = checkPet(row, stored, today);
    if (stored !== null && isSamePet(checked.pet, stored)) continue;
    changes[petField(row.id)] = checked.pet;
    refusals.push(...checked.refusals);
  }
  for (const pet of before.pets) {
    if (!form.pets.some((row) => row.id === pet.id)) changes[petField(pet.id)] = null; // CP-10
  }
  return { changes, refusals };
}

function isSamePet(a: Pet, b: Pet): boolean {
  return (Object.keys(a) as (keyof Pet)[]).every((field) => a[field] === b[field]);
}
