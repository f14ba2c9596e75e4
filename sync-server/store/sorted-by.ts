/** A copy in ascending order; texts by code unit, which for ids is the database's "C" order. */
export function sortedBy<Row>(rows: readonly Row[], key: (row: Row) => string | number): Row[] {
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
