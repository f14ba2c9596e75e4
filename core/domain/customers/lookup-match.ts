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
  /** Email, its part after `@`, internal ID; former ones too. */
  readonly beginnings: readonly string[];
  /** Digits of the phone and of former phones. */
  readonly phones: readonly string[];
}

/** What `row` is found by; each token once. */
export function searchTokensOf(row: SearchRow): SearchTokens {
  const former = (kind: SearchRow['formerIdentifiers'][number]['kind']) =>
    row.formerIdentifiers.filter((one) => one.kind === kind).map((one) => one.value);
  const emails = [row.email, ...former('email')].map((email) => foldText(emailKey(email)));
  const domains = emails.map((email) => email.slice(email.lastIndexOf('@') + 1));
  const internalIds = [row.internalId, ...former('internal-id')].map((id) => foldText(internalIdKey(id)));
  return {
    words: [...new Set([...searchWords(row.firstName), ...searchWords(row.lastName)])],
    beginnings: unique([...emails, ...domains, ...internalIds]),
    phones: unique([row.phone, ...former('phone')].map(phoneDigits)),
  };
}

/** True when every term matches (CL-10). The search index answers the same, only faster. */
export function matchesLookup(tokens: SearchTokens, terms: readonly LookupTerm[]): boolean {
  return terms.every((term) => matchesTerm(tokens, term));
}

function matchesTerm({ words, beginnings, phones }: SearchTokens, term: LookupTerm): boolean {
  const byName = term.words.length > 0 && term.words.every((typed) => words.some((word) => word.startsWith(typed)));
  if (byName) return true;
  if (term.beginning !== '' && beginnings.some((one) => one.startsWith(term.beginning))) return true;
  return term.digits.some((digits) => phones.some((phone) => phone.includes(digits)));
}

/** How many typed words are a whole word of the name: more come first (LK-9). */
export function exactWords(tokens: SearchTokens, terms: readonly LookupTerm[]): number {
  return terms.flatMap((term) => term.words).filter((typed) => tokens.words.includes(typed)).length;
}

/** The customers a scanned or pasted internal ID can only mean: exactly this one, now or formerly (LK-10). */
export function hasInternalId(row: SearchRow, text: string): boolean {
  const key = internalIdKey(text);
  if (key === '') return false;
  const former = row.formerIdentifiers.filter((one) => one.kind === 'internal-id').map((one) => one.value);
  return [row.internalId, ...former].some((id) => internalIdKey(id) === key);
}

function unique(tokens: readonly string[]): readonly string[] {
  return [...new Set(tokens)].filter((token) => token !== '');
}
