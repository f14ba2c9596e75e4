/** A count with its noun, both as they are written: `1 customer`, `2,591 customers`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
}
