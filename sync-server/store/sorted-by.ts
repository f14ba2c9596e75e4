/** A copy in ascending order; texts by code unit, which for ids is the database's "C" order. */
export function sortedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | number): Row[] {
  // A key is made once and not at every comparison: an import sorts a million words.
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ row }) => row);
}
