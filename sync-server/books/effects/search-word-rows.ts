import type { Customer } from '../../../core/domain/customers/customer';
import type { LookupTerm } from '../../../core/domain/customers/lookup-query';
import { PHONE_DIGITS } from '../../../core/domain/customers/lookup-query';
import { searchTokensOf } from '../../../core/domain/customers/lookup-match';
import { isPlaceholder } from '../../../core/domain/customers/new-customer';
import { searchRowOf } from '../../../core/domain/customers/search-row';
import type { SearchWordChange, WantedWord } from '../../store/rows';

/**
 * Kinds of words, told apart by their first letter. A phone is kept from every digit on, so that digits found at the
 * beginning of a word stand anywhere in the number (CL-11).
 */
const NAME = 'n:';
const BEGINNING = 'b:';
const PHONE = 'p:';

/** All that the words are made of. */
const FOUND_BY = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'internalId',
  'status',
  'formerIdentifiers',
  'stamps',
] as const;

/** The words a customer is found by from now on and no longer; null when nothing changes. */
export function wordChange(before: Customer | null, after: Customer): SearchWordChange | null {
  if (before !== null && FOUND_BY.every((field) => before[field] === after[field])) return null; // most are visits
  const [old, now] = [searchWordsOf(before), searchWordsOf(after)];
  const add = [...now].filter((word) => !old.has(word));
  const drop = [...old].filter((word) => !now.has(word));
  return add.length + drop.length === 0 ? null : { customerId: after.id, add, drop };
}

/** What the master list is asked for a search text: the same that a register's own index answers. */
export function wantedWords(terms: readonly LookupTerm[]): readonly WantedWord[] {
  return terms.flatMap((term, index) =>
    [
      term.words.map((word) => NAME + word),
      ...(term.beginning === '' ? [] : [[BEGINNING + term.beginning]]),
      ...term.digits.map((digits) => [PHONE + digits]),
    ].flatMap((parts, alternative) => parts.map((beginning) => ({ term: index, alternative, beginning }))),
  );
}

function searchWordsOf(customer: Customer | null): ReadonlySet<string> {
  const row = customer === null || isPlaceholder(customer) ? null : searchRowOf(customer);
  if (row === null) return new Set();
  const { words, emails, internalIds, phones } = searchTokensOf(row);
  return new Set([
    ...words.map((word) => NAME + word),
    ...[...emails, ...internalIds].map((beginning) => BEGINNING + beginning),
    ...phones.flatMap(tails).map((digits) => PHONE + digits),
  ]);
}

/** `12025550100` → itself, `2025550100`, … `0100`. */
function tails(digits: string): readonly string[] {
  const count = Math.max(1, digits.length - PHONE_DIGITS + 1);
  return Array.from({ length: count }, (_, start) => digits.slice(start));
}
