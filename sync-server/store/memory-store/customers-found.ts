import type { WantedWord } from '../rows';

export interface StoredWord {
  readonly word: string;
  readonly customerId: string;
}

/** The customers every term finds, with how many of the beginnings are whole words of theirs. */
export function customersFound(
  wanted: readonly WantedWord[],
  words: readonly StoredWord[],
): readonly { readonly id: string; readonly wholeWords: number }[] {
  const wordsOf = new Map<string, string[]>();
  for (const { word, customerId } of words) wordsOf.set(customerId, [...(wordsOf.get(customerId) ?? []), word]);
  const terms = [...new Set(wanted.map(({ term }) => term))].map((term) => alternativesOf(term, wanted));

  return [...wordsOf].flatMap(([id, own]) => {
    const isFound = (beginning: string) => own.some((word) => word.startsWith(beginning));
    const answered = terms.map((alternatives) => alternatives.filter((parts) => parts.every(isFound)));
    const wholeWords = answered.flat(2).filter((beginning) => own.includes(beginning)).length;
    return answered.every((alternatives) => alternatives.length > 0) ? [{ id, wholeWords }] : [];
  });
}

/** The beginnings of each alternative of a term, each once. */
function alternativesOf(term: number, wanted: readonly WantedWord[]): readonly (readonly string[])[] {
  const parts = wanted.filter((one) => one.term === term);
  const names = [...new Set(parts.map(({ alternative }) => alternative))];
  return names.map((name) => [
    ...new Set(parts.filter(({ alternative }) => alternative === name).map(({ beginning }) => beginning)),
  ]);
}
