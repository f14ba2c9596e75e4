import type { Customer } from './customer';
import { searchWords } from './search-words';

/** Words that join the names of a household or stand before and after a name; sharing one says nothing. */
const SAYS_NOTHING = new Set(
  (
    'and und et y e og och en or mr mrs ms miss dr jr sr ii iii ' +
    'van von der den de del della di da das dos du la le el al bin ibn st san santa'
  ).split(' '),
);

type Names = Pick<Customer, 'firstName' | 'lastName'>;

/**
 * Whether two accounts with an equal identifier may be taken for one person or household: one shared first-name word and
 * one shared last-name word, case and accents ignored (IC-10). Joining two people by mistake is worse than asking an
 * Admin, so "and", "van" and the like do not count unless the name has nothing else.
 */
export function namesAgree(a: Names, b: Names): boolean {
  return shareWord(a.firstName, b.firstName) && shareWord(a.lastName, b.lastName);
}

function shareWord(a: string, b: string): boolean {
  const words = new Set(tellingWords(a));
  return tellingWords(b).some((word) => words.has(word));
}

function tellingWords(name: string): readonly string[] {
  const words = searchWords(name);
  const telling = words.filter((word) => !SAYS_NOTHING.has(word));
  return telling.length > 0 ? telling : words;
}
