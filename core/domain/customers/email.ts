import { ok, refuse, type Result } from '../../kernel/result';
import { cleanText } from './clean-text';
import { fieldRefusal, type FieldRefusal } from './field-refusal';

export const LONGEST_EMAIL = 254;

/**
 * One `@`, a dot with something around it in the domain, and nothing that would end or split an address in a mail
 * header (NC-16). Whether mail arrives, only the verification email can tell.
 */
const LOOKS_LIKE_EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(\.[^\s@<>()[\]\\,;:".]+)+$/u;

/** How two emails are compared: lower case; dots and `+tags` count (IC-8). */
export function emailKey(email: string): string {
  return cleanText(email).toLowerCase();
}

/** An email as it is stored: trimmed, otherwise as typed, or `''` when nothing was typed (NC-2, NC-16). */
export function readEmail(typed: string): Result<string, FieldRefusal> {
  const email = cleanText(typed);
  if (email === '') return ok('');
  if (email.length > LONGEST_EMAIL) {
    return refuse(fieldRefusal('email', 'email-too-long', `An email may have at most ${LONGEST_EMAIL} characters.`));
  }
  if (LOOKS_LIKE_EMAIL.test(email)) return ok(email);
  const message = 'This email is not complete. It should look like name@example.com.';
  return refuse(fieldRefusal('email', 'email-invalid', message));
}
