import { cleanText } from '../customers/clean-text';

export interface SplitName {
  readonly firstName: string;
  /** `''` when there is only one word. */
  readonly lastName: string;
}

/** Words with which a last name begins. */
const PARTICLES = new Set(
  'van von vom zu zur der den de del della di da das dos du la le el al bin ibn ben abu st saint san santa ter ten af av'.split(
    ' ',
  ),
);
const SUFFIXES = new Set('jr sr ii iii iv md dvm phd esq vmd'.split(' '));
const SALUTATIONS = new Set('mr mrs ms miss mx dr prof herr frau sra srta mme mlle'.split(' '));
/** `Ann & Bill`, `Ann and Bill`: two people of one household (NC-4). */
const AND = /\s+(?:&|\+|and|und|y|et|e)\s+/iu;

/**
 * Splits a full name: `Smith, Betty` and `Betty Smith`, `Ann & Bill Smith`, `Ludwig van Beethoven`, `John Smith Jr.` A
 * guess where people would guess too; the person sees it in the preview.
 */
export function splitFullName(full: string): SplitName {
  const name = cleanText(full);
  const comma = name.indexOf(',');
  if (comma > 0) {
    const [before, after] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    if (after === '' || !isSuffix(after)) return { firstName: after.replace(/,+$/u, '').trim(), lastName: before };
    const { firstName, lastName } = splitFullName(before);
    return { firstName, lastName: `${lastName} ${after}` };
  }
  const people = name.split(AND);
  const [one, other] = people;
  if (people.length === 2 && one !== undefined && other !== undefined && wordsOf(one).length > 1) {
    const [first, second] = [splitWords(one), splitWords(other)];
    if (second.lastName === '') return splitWords(name);
    const sameFamily = first.lastName.toLowerCase() === second.lastName.toLowerCase();
    return {
      firstName: `${first.firstName} & ${second.firstName}`,
      lastName: sameFamily ? first.lastName : `${first.lastName} / ${second.lastName}`,
    };
  }
  return splitWords(name);
}

function splitWords(name: string): SplitName {
  const all = wordsOf(name);
  const words = all.length > 2 && SALUTATIONS.has(bare(all[0] ?? '')) ? all.slice(1) : all;
  if (words.length < 2) return { firstName: words[0] ?? '', lastName: '' };

  let end = words.length;
  while (end > 2 && SUFFIXES.has(bare(words[end - 1] ?? ''))) end -= 1;
  const joint = words.findLastIndex((word) => AND.test(` ${word} `));
  // A last name begins behind the first first name, and behind whatever joins two of them.
  const earliest = joint < 0 ? 1 : joint + 2;
  const particle = words.findIndex((word, at) => at >= earliest && at < end - 1 && PARTICLES.has(bare(word)));
  const begin = particle > 0 ? particle : Math.max(1, end - 1);
  return { firstName: words.slice(0, begin).join(' '), lastName: words.slice(begin).join(' ') };
}

function isSuffix(text: string): boolean {
  return wordsOf(text).every((word) => SUFFIXES.has(bare(word)));
}

const wordsOf = (text: string) => text.split(' ').filter((word) => word !== '');
const bare = (word: string) => word.toLowerCase().replaceAll('.', '');
