import { foldText } from './fold-text';

/** Raised whenever the same name would give other words: a search index saved before is then made anew. */
export const SEARCH_WORDS_VERSION = 2;

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
/** Nearly every name there is; one word that needs no looking into. */
const PLAIN_WORD = /^[A-Za-z]+$/u;
const INSIDE_WORD = /[.'\u2010-\u2015-]/gu;
/** `brien` of `O'Brien`, but not the `s` of `Smith's`. */
const SHORTEST_TAIL = 3;

/** The words of a name, lower case and without accents: `Ann & Bill O'Brien` → ann, bill, obrien (CL-10). */
export function wordsOf(text: string): readonly string[] {
  if (PLAIN_WORD.test(text)) return [text.toLowerCase()];
  return foldText(text)
    .replaceAll("'", '')
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
}

/**
 * The words a name is found by, each once (CL-10): those of `wordsOf`, and the ways people type joined names:
 * `Mary-Ann` also as maryann, `J.P.` also as jp, `O'Brien` also as brien.
 */
export function searchWords(name: string): readonly string[] {
  if (PLAIN_WORD.test(name)) return wordsOf(name);
  const words = new Set(wordsOf(name));
  for (const chunk of foldText(name).split(/[^\p{L}\p{N}.'\u2010-\u2015-]+/u)) {
    const joined = chunk.replace(INSIDE_WORD, '');
    if (joined === chunk) continue;
    if (joined !== '') words.add(joined);
    for (const tail of chunk.split("'").slice(1)) {
      wordsOf(tail)
        .filter((word) => word.length >= SHORTEST_TAIL)
        .forEach((word) => words.add(word));
    }
  }
  return [...words];
}
