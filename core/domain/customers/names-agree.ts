import type { Customer } from './customer';
import { searchWords } from './search-words';

/** Words that join the names of a household or stand before and after a name; sharing one says nothing. */
const JOINERS = 'and und et y e og och en or mr mrs ms miss dr jr sr ii iii';
/** Words inside a name. As first names Al, Di and San say who somebody is. */
const PARTICLES = 'van von der den de del della da das dos du la le el';
const SAYS_NOTHING = {
  first: new Set(`${JOINERS} ${PARTICLES}`.split(' ')),
  last: new Set(`${JOINERS} ${PARTICLES} di al bin ibn st san santa`.split(' ')),
} as const;

type Names = Pick<Customer, 'firstName' | 'lastName'>;

/**
 * Whether two accounts with an equal identifier may be taken for one person or household: one shared first-name word and
 * one shared last-name word, case and accents ignored (IC-10). Joining two people by mistake is worse than asking an
 * Admin, so "and", "van" and the like do not count unless the name has nothing else.
 */
export function namesAgree(a: Names, b: Names): boolean {
  return shareWord(a.firstName, b.firstName, 'first') && shareWord(a.lastName, b.lastName, 'last');
}

function shareWord(a: string, b: string, which: keyof typeof SAYS_NOTHING): boolean {
  const words = new Set(tellingWords(a, which));
  return tellingWords(b, which).some((word) => words.has(word));
}

function tellingWords(name: string, which: keyof typeof SAYS_NOTHING): readonly string[] {
  const words = searchWords(name);
  const telling = words.filter((word) => !SAYS_NOTHING[which].has(word));
  return telling.length > 0 ? telling : words;
}
