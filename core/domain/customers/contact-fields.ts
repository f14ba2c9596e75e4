import type { Result } from '../../kernel/result';
import { readEmail } from './email';
import type { FieldRefusal } from './field-refusal';
import { readInternalId } from './internal-id';
import { readName } from './names';
import { readPhone } from './phone';

/** The contact fields of every customer form, in the order they are shown (NC-2). */
export const CONTACT_FORM_FIELDS = ['firstName', 'lastName', 'phone', 'email', 'internalId'] as const;
export type ContactFormField = (typeof CONTACT_FORM_FIELDS)[number];

/** Contact data as typed. */
export type ContactForm = Readonly<Record<ContactFormField, string>>;

/** One typed contact field as it is stored, or why it cannot be. `country` is the location's (NC-16). */
export function readContactField(
  field: ContactFormField,
  typed: string,
  country: string,
): Result<string, FieldRefusal> {
  switch (field) {
    case 'firstName':
    case 'lastName':
      return readName(field, typed);
    case 'phone':
      return readPhone(typed, country);
    case 'email':
      return readEmail(typed);
    case 'internalId':
      return readInternalId(typed);
  }
}
