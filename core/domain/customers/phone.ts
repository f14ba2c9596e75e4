import {
  isSupportedCountry,
  parsePhoneNumberWithError,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min';
import { ok, refuse, type Result } from '../../kernel/result';
import { cleanText } from './clean-text';
import { fieldRefusal, type FieldRefusal } from './field-refusal';

const EXTENSION = /(ext|x|#|;ext=)[\s.:=]*\d*$/iu;

/**
 * A typed phone as it is stored: E.164, or `''` when nothing was typed (NC-16).
 *
 * `country` (ISO 3166 alpha-2) is the location's: its own numbers need no `+`. An extension is refused, because a text
 * message cannot reach one.
 */
export function readPhone(typed: string, country: string): Result<string, FieldRefusal> {
  const text = cleanText(typed);
  if (text === '') return ok('');
  const number = parsePhone(text, country);
  if (number?.ext !== undefined || (number === null && EXTENSION.test(text))) {
    const message = 'A mobile phone has no extension. Leave the extension out.';
    return refuse(fieldRefusal('phone', 'phone-extension', message));
  }
  return number?.isValid() === true ? ok(number.number) : refuse(invalidPhone(country));
}

/** A stored phone as shown at a location of `country`: its own numbers in the national form, others with `+`. */
export function formatPhone(phone: string, country: string): string {
  if (phone === '') return '';
  // The usual case, written out because a list of 100,000 customers is formatted at once.
  if (/^\+1\d{10}$/u.test(phone) && (country === 'US' || country === 'CA')) {
    return `(${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8)}`;
  }
  const number = parsePhone(phone, country);
  if (number === null) return phone;
  return number.country === country ? number.formatNational() : number.formatInternational();
}

/** The digits of a stored phone, country code included. */
export function phoneDigits(phone: string): string {
  return phone.replace(/\D/gu, '');
}

function parsePhone(text: string, country: string): PhoneNumber | null {
  const defaultCountry: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  try {
    return parsePhoneNumberWithError(text, { ...(defaultCountry && { defaultCountry }), extract: false });
  } catch {
    return null; // The library throws for everything that is not a number.
  }
}

function invalidPhone(country: string): FieldRefusal {
  const national = country === 'US' || country === 'CA' ? 'Type 10 digits' : 'Type area code and number';
  const message = `This phone number is not complete. ${national}, or + and the country code.`;
  return fieldRefusal('phone', 'phone-invalid', message);
}
