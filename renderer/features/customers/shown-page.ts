import type { SearchRow } from '../../../core/domain/customers/search-row';
import type { CustomerListPage, CustomerListQuery } from '../../data/register-data';

/** A page as it is shown. */
export interface ShownPage {
  readonly page: CustomerListPage;
  /** Which element each row is drawn in. */
  readonly slots: readonly number[];
  /** What was asked. */
  readonly answers: CustomerListQuery;
}

/**
 * The page just found, made of what is shown already, so that nothing is drawn again without need: a row that is as
 * before stays the same.
 *
 * The answer to another question is written into the elements that are there. While a page is followed, each customer
 * keeps the element it has, and with it the keyboard.
 */
export function nextShown(before: ShownPage | null, found: CustomerListPage, answers: CustomerListQuery): ShownPage {
  if (before === null) return { page: found, slots: found.rows.map((_, at) => at), answers };
  const page = pageLike(before.page, found);
  if (page === before.page && answers === before.answers) return before;
  if (page.rows === before.page.rows) return { ...before, page, answers };
  const slots = answers === before.answers ? slotsKept(before, page.rows) : slotsInOrder(before, page.rows);
  return { page, slots, answers };
}

function pageLike(shown: CustomerListPage, found: CustomerListPage): CustomerListPage {
  const known = new Map(shown.rows.map((row) => [row.id, row]));
  const rows = found.rows.map((row) => {
    const before = known.get(row.id);
    return before !== undefined && JSON.stringify(before) === JSON.stringify(row) ? before : row;
  });
  const areAsShown = rows.length === shown.rows.length && rows.every((row, at) => row === shown.rows[at]);
  if (!areAsShown) return { ...found, rows };
  return found.total === shown.total && found.page === shown.page ? shown : { ...found, rows: shown.rows };
}

function slotsInOrder({ slots }: ShownPage, rows: readonly SearchRow[]): readonly number[] {
  const unused = Math.max(-1, ...slots) + 1;
  return rows.map((_, at) => slots[at] ?? unused + at);
}

function slotsKept({ page, slots }: ShownPage, rows: readonly SearchRow[]): readonly number[] {
  const slotOf = new Map(page.rows.map(({ id }, at) => [id, slots[at]]));
  let unused = Math.max(-1, ...slots) + 1;
  return rows.map(({ id }) => slotOf.get(id) ?? unused++);
}
