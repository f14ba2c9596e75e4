import { ok, refuse, type Result } from '../../kernel/result';
import { CONTACT_FORM_FIELDS, readContactField, type ContactForm } from './contact-fields';
import { readEmail } from './email';
import type { FieldRefusal } from './field-refusal';
import { missingRequired, NO_FIELD_RULES, type FieldRules } from './field-rules';
import { readPhone } from './phone';

export type { FieldRefusal } from './field-refusal';

/** **New Pet Owner Account**, step 1, as typed (NC-2). */
export type NewCustomerForm = ContactForm;

/** The same fields as they are stored: clean names, E.164 phone, `''` for what is missing. */
export type CheckedCustomer = ContactForm;

/** What a form is checked against. */
export interface FormRules {
  /** ISO 3166 alpha-2 of the location (NC-16). */
  readonly country: string;
  /** Feature switch of NC-5; when off the field is not there and nothing of it is stored. */
  readonly internalIdOn: boolean;
  /** FS-1; left out for existing accounts, uploads and roll-ups (FS-5, FS-9). */
  readonly fieldRules?: FieldRules;
}

export const EMPTY_CUSTOMER_FORM: NewCustomerForm = {
  firstName: '',
  lastName: '',
  phone: '',
  email: '',
  internalId: '',
};

/**
 * Checks step 1 of a new account, on the screen and again on the server: what **Save Pet Owner** would store, or every
 * field that stands against it (NC-3, NC-15, NC-16, FS-2). Checking what was checked gives the same again.
 */
export function checkNewCustomer(form: NewCustomerForm, rules: FormRules): Result<CheckedCustomer, FieldRefusal[]> {
  const typed: NewCustomerForm = rules.internalIdOn ? form : { ...form, internalId: '' };
  const checked = { ...EMPTY_CUSTOMER_FORM };
  const refusals: FieldRefusal[] = [];
  for (const field of CONTACT_FORM_FIELDS) {
    const read = readContactField(field, typed[field], rules.country);
    if (read.ok) Object.assign(checked, { [field]: read.value });
    else refusals.push(read.refusal);
  }
  const given = { email: typed.email.trim() !== '', phone: typed.phone.trim() !== '' };
  refusals.push(...missingRequired(given, rules.fieldRules ?? NO_FIELD_RULES)); // FS-2
  return refusals.length === 0 ? ok(checked) : refuse(refusals);
}

/** **Save Pet Owner** is enabled once both names are there (NC-3); the rest is told when it is pressed. */
export function mayPressSave(form: Pick<NewCustomerForm, 'firstName' | 'lastName'>): boolean {
  return form.firstName.trim() !== '' && form.lastName.trim() !== '';
}

/** **Send Welcome Email** and **Save and Send Verification Email** need a valid email in the field (NC-17, IC-13). */
export function maySendEmail(form: Pick<NewCustomerForm, 'email'>): boolean {
  const email = readEmail(form.email);
  return email.ok && email.value !== '';
}

/** **Send SMS Opt In Text** needs a valid mobile phone in the field (NC-17). */
export function maySendText(form: Pick<NewCustomerForm, 'phone'>, country: string): boolean {
  const phone = readPhone(form.phone, country);
  return phone.ok && phone.value !== '';
}
