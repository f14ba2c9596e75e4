import type { CalendarDate } from '../../kernel/amounts';
import type { BookItem, ProgramBook } from './program-book';

/** Finds items of enrolled programs by words of their name, for the search bar (PU-2); at most 50. */
export declare function searchItems(
  book: ProgramBook,
  text: string,
  locationId: string,
  day: CalendarDate,
): readonly BookItem[];
