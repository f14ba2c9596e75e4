import { foldText } from './fold-text';
import { wordsOf } from './search-words';

/** Where a search text is typed: checkout waits for a few characters, **My Customers** does not (LK-2, CL-9). */
export type LookupMode = 'checkout' | 'list';

/** Automatic search starts here; a trailing space counts (LK-2, LK-3). */
export const CHECKOUT_CHARACTERS = 4;
/** Enter searches at once from here (LK-8). */
export const ENTER_CHARACTERS = 2;
/** Fewer digits would match anywhere in nearly every phone (CL-11). */
export const PHONE_DIGITS = 4;
/** Most rows of one lookup (LK-9). */
export const LOOKUP_ROWS = 50;

/**
 * One thing that was typed; a customer matches when any of the four does. Empty parts match nobody.
 * `words`: every one begins a first- or last-name word. `beginning`: begins the email or its part after `@`.
 * `internalId`: begins the internal ID. `digits`: any of them stands anywhere in the phone (CL-3, CL-10, CL-11, NC-5).
 */
export interface LookupTerm {
  readonly words: readonly string[];
  readonly beginning: string;
  readonly internalId: string;
  readonly digits: readonly string[];
}

/** What a search text asks for: every term must match (CL-10). */
export type LookupQuery =
  { readonly kind: 'too-short' } | { readonly kind: 'search'; readonly terms: readonly LookupTerm[] };

/** A text pasted by mistake is not searched to its end; two full names are shorter. */
const LONGEST_TEXT = 200;

/** Hyphens and dashes as word processors and web pages set them are in numbers that are pasted. */
const PHONE_LIKE = /^[\d()+./\u2010-\u2015\u2212-]+$/u;

/**
 * Reads a search text. Its length is counted with the trailing space, its meaning without (LK-7). `entered`: Enter was
 * pressed, or the text was scanned or pasted (LK-8, LK-10). `withoutInternalIds`: the switch of NC-5 is off, so nobody is
 * found by a number nobody sees (LK-1).
 */
export function readLookup(text: string, mode: LookupMode, entered: boolean, withoutInternalIds = false): LookupQuery {
  const typed = Array.from(text.trimStart()).length;
  const needed = mode === 'list' ? 1 : entered ? ENTER_CHARACTERS : CHECKOUT_CHARACTERS;
  if (typed < needed) return { kind: 'too-short' };
  const terms = chunksOf(text.trim().slice(0, LONGEST_TEXT)).map(termOf).filter(asksSomething);
  if (terms.length === 0) return { kind: 'too-short' };
  return { kind: 'search', terms: withoutInternalIds ? terms.map((term) => ({ ...term, internalId: '' })) : terms };
}

/** Folded pieces between spaces; pieces of one phone number written with spaces stay together. */
function chunksOf(text: string): readonly string[] {
  const chunks: string[] = [];
  let isPhoneLike = false;
  for (const chunk of foldText(text).split(/\s+/u)) {
    if (chunk === '') continue;
    const goesOn = isPhoneLike && PHONE_LIKE.test(chunk);
    isPhoneLike = PHONE_LIKE.test(chunk);
    if (goesOn) chunks.push(`${chunks.pop() ?? ''} ${chunk}`);
    else chunks.push(chunk);
  }
  return chunks;
}

function termOf(chunk: string): LookupTerm {
  const digits = chunk.replace(/\D/gu, '');
  return {
    words: chunk.includes('@') ? [] : wordsOf(chunk),
    beginning: chunk.replace(/^@/u, ''),
    internalId: chunk,
    // A number typed the way it is dialled at home begins with zeros that its E.164 form has not.
    digits: [...new Set([digits, digits.replace(/^0+/u, '')])].filter((part) => part.length >= PHONE_DIGITS),
  };
}

/** A lone `&` between two names asks nothing. */
function asksSomething(term: LookupTerm): boolean {
  return term.words.length > 0 || term.digits.length > 0 || /[\p{L}\p{N}]/u.test(term.beginning);
}
