/** A count with separators. */
export function countWords(count: number): string {
  return count.toLocaleString();
}
