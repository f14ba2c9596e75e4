import { emailKey } from './email';
import { foldText } from './fold-text';
import { internalIdKey } from './internal-id';
import type { LookupTerm } from './lookup-query';
import { phoneDigits } from './phone';
import type { SearchRow } from './search-row';
import { searchWords } from './search-words';

/** Everything a customer is found by, folded once (CL-3, CL-10, CL-11, RU-8). */
export interface SearchTokens {
  /** Words of first and last name. */
  readonly words: readonly string[];
  /** Email and its part after `@`; former ones too. */
  readonly emails: readonly string[];
  /** Internal ID; former ones too. */
  readonly internalIds: readonly string[];
  /** Digits of the phone and of former phones. */
  readonly phones: readonly string[];
}

/** What a customer is found by; each token once. */
export function searchTokensOf(
  row: Pick<SearchRow, 'firstName' | 'lastName' | 'email' | 'phone' | 'internalId' | 'formerIdentifiers'>,
): SearchTokens {
  const emails = [row.email];
  const internalIds = [row.internalId];
  const phones = [row.phone];
  for (const { kind, value } of row.formerIdentifiers) {
    (kind === 'email' ? emails : kind === 'phone' ? phones : internalIds).push(value);
  }
  const addresses = emails.map((email) => foldText(emailKey(email)));
  return {
    words: distinct([...searchWords(row.firstName), ...searchWords(row.lastName)]),
    emails: distinct([...addresses, ...addresses.map((address) => address.slice(address.lastIndexOf('@') + 1))]),
    internalIds: distinct(internalIds.map((id) => foldText(internalIdKey(id)))),
    phones: distinct(phones.map(phoneDigits)),
  };
}

/** True when every term matches (CL-10). The search index answers the same, only faster. */
export function matchesLookup(tokens: SearchTokens, terms: readonly LookupTerm[]): boolean {
  return terms.every((term) => matchesTerm(tokens, term));
}

function matchesTerm({ words, emails, internalIds, phones }: SearchTokens, term: LookupTerm): boolean {
  const byName = term.words.length > 0 && term.words.every((typed) => words.some((word) => word.startsWith(typed)));
  if (byName) return true;
  const { beginning, internalId } = term;
  if (beginning !== '' && emails.some((email) => email.startsWith(beginning))) return true;
  if (internalId !== '' && internalIds.some((id) => id.startsWith(internalId))) return true;
  return term.digits.some((digits) => phones.some((phone) => phone.includes(digits)));
}

/** How many typed words are a whole word of the name: more come first (LK-9). */
export function exactWords(tokens: SearchTokens, terms: readonly LookupTerm[]): number {
  return terms.flatMap((term) => term.words).filter((typed) => tokens.words.includes(typed)).length;
}

/** The filled ones, each once; for lists so short that a set would cost more. */
function distinct(tokens: readonly string[]): readonly string[] {
  return tokens.filter((token, at) => token !== '' && tokens.indexOf(token) === at);
}
