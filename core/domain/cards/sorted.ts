/** Where `key` is, or would have to stand, in an ascending list. */
export function placeIn<Item>(list: readonly Item[], key: string, keyOf: (item: Item) => string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && keyOf(item) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

const itself = (text: string) => text;

/** True when an ascending list of texts holds `text`. */
export function holds(list: readonly string[], text: string): boolean {
  return list[placeIn(list, text, itself)] === text;
}

/** An ascending list without repetitions. */
export function ascending(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}
