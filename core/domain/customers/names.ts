import { ok, refuse, type Result } from '../../kernel/result';
import { cleanText, textLength } from './clean-text';
import { fieldRefusal, type FieldRefusal } from './field-refusal';

export const LONGEST_NAME = 80;

/** Letters of any script with their marks, what joins several names of a household, and word joiners (NC-4, NC-15). */
const NOT_ALLOWED = /[^\p{L}\p{M}&/'\-., \u200c\u200d]/u;
/** Keyboards and word processors put these where a plain apostrophe or hyphen is meant. */
const APOSTROPHES = /[\u2018\u2019\u02bc\u2032\uff07\u0060\u00b4]/gu;
const HYPHENS = /[\u2010-\u2015\u2212]/gu;

const LABEL = { firstName: 'Pet Owner First Name', lastName: 'Pet Owner Last Name' } as const;

/**
 * A first or last name as it is stored: trimmed, inner whitespace collapsed, case as typed (NC-15). Refused when blank,
 * too long or with other characters, naming the field (NC-3).
 */
export function readName(field: 'firstName' | 'lastName', typed: string): Result<string, FieldRefusal> {
  const name = cleanText(typed.replace(APOSTROPHES, "'").replace(HYPHENS, '-'));
  if (name === '') return refuse(fieldRefusal(field, 'name-missing', `${LABEL[field]} is needed.`));
  if (textLength(name) > LONGEST_NAME) {
    const message = `${LABEL[field]} may have at most ${LONGEST_NAME} characters.`;
    return refuse(fieldRefusal(field, 'name-too-long', message));
  }
  const wrong = NOT_ALLOWED.exec(name)?.[0];
  if (wrong === undefined) return ok(name);
  const message = `${LABEL[field]} cannot contain “${wrong}”. Letters, spaces and & / ' - . , are possible.`;
  return refuse(fieldRefusal(field, 'name-character', message));
}
