import { formatPhone } from '../customers/phone';
import { FIELD_TITLES, type ImportField } from './import-field';

/** Why a row is not imported at all. */
export const REJECTED_CODES = [
  'name-missing',
  'name-too-long',
  'name-character',
  'same-email-row',
  'same-phone-row',
  'same-email-customer',
  'same-phone-customer',
] as const;
/** What a customer is imported without (UP-7). */
export const LEFT_OUT_CODES = [
  'email-left-out',
  'phone-left-out',
  'internal-id-left-out',
  'internal-id-same-row',
  'internal-id-same-customer',
  'name-cleaned',
  'address-left-out',
  'points-left-out',
] as const;

export type RejectedCode = (typeof REJECTED_CODES)[number];
export type LeftOutCode = (typeof LEFT_OUT_CODES)[number];

/** Something about one row that a person should know. */
export interface ImportProblem {
  /** Number of the row in the file. */
  readonly row: number;
  readonly code: RejectedCode | LeftOutCode;
  readonly field: ImportField;
  /** What stood there. */
  readonly value: string;
  /** The earlier row, for duplicates within the file. */
  readonly otherRow?: number;
}

/** How a row came out of the dry run (UP-6). */
export type ImportOutcome = 'imported' | 'duplicate' | 'invalid';

const REJECTED: ReadonlySet<string> = new Set(REJECTED_CODES);
const DUPLICATE: ReadonlySet<string> = new Set(REJECTED_CODES.filter((code) => code.startsWith('same-')));

/** What becomes of the row a problem is about. */
export function outcomeOf({ code }: Pick<ImportProblem, 'code'>): ImportOutcome {
  if (!REJECTED.has(code)) return 'imported';
  return DUPLICATE.has(code) ? 'duplicate' : 'invalid';
}

/**
 * One sentence for the person and for the error file (UP-6).
 *
 * @param country ISO 3166 alpha-2 of the location the customers will belong to: phones are shown as there
 */
export function problemSentence({ code, field, value, otherRow }: ImportProblem, country: string): string {
  const other = `row ${String(otherRow ?? '')}`;
  switch (code) {
    case 'name-missing':
      return `${FIELD_TITLES[field]} is missing.`;
    case 'name-too-long':
      return `${FIELD_TITLES[field]} has more than 80 characters.`;
    case 'name-character':
      return `${FIELD_TITLES[field]} “${value}” has a character a name cannot have.`;
    case 'same-email-row':
      return `The email ${value} stands in ${other} already.`;
    case 'same-phone-row':
      return `The phone ${formatPhone(value, country)} stands in ${other} already.`;
    case 'same-email-customer':
      return `A customer with the email ${value} exists already.`;
    case 'same-phone-customer':
      return `A customer with the phone ${formatPhone(value, country)} exists already.`;
    case 'email-left-out':
      return `“${value}” is no complete email; imported without it.`;
    case 'phone-left-out':
      return `“${value}” is no complete phone number; imported without it.`;
    case 'internal-id-left-out':
      return 'The Internal Customer ID has more than 40 characters; imported without it.';
    case 'internal-id-same-row':
      return `The Internal Customer ID ${value} stands in ${other} already; imported without it.`;
    case 'internal-id-same-customer':
      return `The Internal Customer ID ${value} belongs to another customer; imported without it.`;
    case 'name-cleaned':
      return `${FIELD_TITLES[field]} “${value}” is imported without its pictures.`;
    case 'address-left-out':
      return `${FIELD_TITLES[field]} is too long; imported without it.`;
    case 'points-left-out':
      return `“${value}” is no number of points; imported without points.`;
  }
}
