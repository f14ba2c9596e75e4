import { cleanText } from './clean-text';
import { EMPTY_CUSTOMER_FORM, type NewCustomerForm } from './customer-form';
import { formatPhone, phoneDigits, readPhone } from './phone';

/** The last word is joined to the one before: both are names of the same kind. */
const JOINED = /\s(?:&|\/|and)\s\S+$/iu;
/** Digits of a number as it is said without its area code. */
const LOCAL_NUMBER = 7;

/**
 * The form **Add Customer** opens with when a lookup found nobody: the typed phone, email or name in its field (NC-21).
 * Of several name words the last becomes the last name; a single word the first name. `Ann & Bill` are first names, and
 * before a comma stands the last name, as lists write it.
 */
export function prefillFromLookup(text: string, country: string): NewCustomerForm {
  const typed = cleanText(text);
  if (typed.includes('@')) return { ...EMPTY_CUSTOMER_FORM, email: typed };
  const phone = readPhone(typed, country);
  if (phone.ok && phone.value !== '') return { ...EMPTY_CUSTOMER_FORM, phone: formatPhone(phone.value, country) };
  // Without its area code it is still worth completing; less is an ID or the beginning of something.
  if (/^[+\d][\d\s()./-]*$/u.test(typed) && phoneDigits(typed).length >= LOCAL_NUMBER) {
    return { ...EMPTY_CUSTOMER_FORM, phone: typed };
  }
  if (/\d/u.test(typed)) return EMPTY_CUSTOMER_FORM;
  const [lastName = '', firstName = ''] = typed.split(/\s*,\s*/u, 2);
  if (lastName !== '' && typed.includes(',')) return { ...EMPTY_CUSTOMER_FORM, firstName, lastName };
  const lastSpace = typed.lastIndexOf(' ');
  if (lastSpace === -1 || JOINED.test(typed)) return { ...EMPTY_CUSTOMER_FORM, firstName: typed };
  return { ...EMPTY_CUSTOMER_FORM, firstName: typed.slice(0, lastSpace), lastName: typed.slice(lastSpace + 1) };
}
