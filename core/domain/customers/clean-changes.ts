import { cleanText } from './clean-text';
import { CONTACT_FORM_FIELDS, readContactField, type ContactFormField } from './contact-fields';
import type { CustomerChanges } from './customer-edit';
import type { FieldRefusal } from './field-refusal';

/**
 * The changes as they are stored, and what the rules refuse of them, which stays as it was written: whoever sends an
 * edit, an identifier is compared in the one form there is of it (NC-15, NC-16, IC-8). `country`: the location's.
 */
export function cleanChanges(
  changes: CustomerChanges,
  country: string,
): { readonly changes: CustomerChanges; readonly refusals: readonly FieldRefusal[] } {
  const cleaned: Partial<Record<ContactFormField | 'employeeId', string>> = {};
  const refusals: FieldRefusal[] = [];
  for (const field of CONTACT_FORM_FIELDS) {
    const typed = changes[field];
    if (typed === undefined) continue;
    const read = readContactField(field, typed, country);
    if (read.ok) cleaned[field] = read.value;
    else refusals.push(read.refusal);
  }
  if (changes.employeeId !== undefined) cleaned.employeeId = cleanText(changes.employeeId);
  return { changes: { ...changes, ...cleaned }, refusals };
}
