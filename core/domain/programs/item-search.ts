import type { CalendarDate } from '../../kernel/amounts';
import { enrollmentAt } from './enrollment';
import type { BookItem, ProgramBook } from './program-book';

/** Most items one search answers; a longer list is not read at a counter. */
export const MAX_ITEMS_FOUND = 50;

/**
 * Finds items of programs this location takes part in by their name (PU-2): every typed word must begin a word of the
 * item, its card or its brand. At most 50, in the order of the programs.
 */
export function searchItems(
  book: ProgramBook,
  text: string,
  locationId: string,
  day: CalendarDate,
): readonly BookItem[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return [];
  const found: BookItem[] = [];
  for (const program of book.programs) {
    if (enrollmentAt(program, locationId, day).here !== 'enrolled') continue;
    for (const card of program.cards) {
      const around = wordsOf(`${program.manufacturer} ${program.title} ${card.title}`);
      for (const item of card.items) {
        const words = [...wordsOf(item.description), ...around];
        if (!wanted.every((begin) => words.some((word) => word.startsWith(begin)))) continue;
        found.push({ program, card, item });
        if (found.length === MAX_ITEMS_FOUND) return found;
      }
    }
  }
  return found;
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
