import type { CalendarDate, Cents } from '../../kernel/amounts';
import { enrollmentAt } from './enrollment';
import type { Program, ProgramCard, ProgramItem } from './program';

/** An item with the program card and program it stands in. */
export interface BookItem {
  readonly program: Program;
  readonly card: ProgramCard;
  readonly item: ProgramItem;
}

/** A program card with its program. */
export interface BookCard {
  readonly program: Program;
  readonly card: ProgramCard;
}

/**
 * The programs a register knows, arranged for looking up: built once from `Program[]` with `programBook`, and again
 * when a program changes. Holds the newest version of each program (PR-9).
 */
export interface ProgramBook {
  readonly programs: readonly Program[];
  readonly byProgramId: ReadonlyMap<string, Program>;
  readonly byCardId: ReadonlyMap<string, BookCard>;
  /** By UPC in its stored form; see `storedUpc`. */
  readonly byUpc: ReadonlyMap<string, readonly BookItem[]>;
}

/** The stored form of a code: a 13-digit one with a leading 0 is the 12-digit UPC (PU-12). */
export function storedUpc(digits: string): string {
  return digits.length === 13 && digits.startsWith('0') ? digits.slice(1) : digits;
}

/** Arranges programs for looking up. Of several versions of one program the newest counts (PR-9). */
export function programBook(programs: readonly Program[]): ProgramBook {
  const byProgramId = new Map<string, Program>();
  for (const program of programs) {
    if ((byProgramId.get(program.id)?.version ?? 0) < program.version) byProgramId.set(program.id, program);
  }
  const byCardId = new Map<string, BookCard>();
  const byUpc = new Map<string, BookItem[]>();
  for (const program of byProgramId.values()) {
    for (const card of program.cards) {
      byCardId.set(card.id, { program, card });
      for (const item of card.items) {
        const upc = storedUpc(item.upc);
        const items = byUpc.get(upc);
        if (items === undefined) byUpc.set(upc, [{ program, card, item }]);
        else items.push({ program, card, item });
      }
    }
  }
  return { programs: [...byProgramId.values()], byProgramId, byCardId, byUpc };
}

/** True when any program lists the code. */
export function isInCatalogue(book: ProgramBook, upc: string): boolean {
  return book.byUpc.has(storedUpc(upc));
}

/** Where a code stands in the programs a location takes part in on `day` (LO-10). One per program card. */
export function enrolledItems(
  book: ProgramBook,
  upc: string,
  locationId: string,
  day: CalendarDate,
): readonly BookItem[] {
  const items = book.byUpc.get(storedUpc(upc)) ?? [];
  return items.filter(({ program }) => enrollmentAt(program, locationId, day).here === 'enrolled');
}

/** The item of a program card with that code; undefined when the card does not list it (any more, PR-10). */
export function itemOfCard(book: ProgramBook, programCardId: string, upc: string): ProgramItem | undefined {
  return book.byUpc.get(storedUpc(upc))?.find(({ card }) => card.id === programCardId)?.item;
}

/**
 * Value of a punched item today (RD-17): the catalogue's current one; for an item that left the catalogue or has no
 * value there, the last known one. Null when nobody knows.
 */
export function currentValue(
  book: ProgramBook,
  programCardId: string,
  upc: string,
  lastKnown: Cents | null,
): Cents | null {
  return itemOfCard(book, programCardId, upc)?.valueCents ?? lastKnown;
}
