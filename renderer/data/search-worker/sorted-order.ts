import { STEP, type Job } from './job';

/** Sorted at once before merging begins; short enough not to be felt. */
const RUN = 512;

type Compare = (a: number, b: number) => number;

/** The order in which texts ascend, as indexes. */
export function sortedTexts(texts: readonly string[]): Job<Uint32Array> {
  const compare: Compare = (a, b) => {
    const [x, y] = [texts[a] ?? '', texts[b] ?? ''];
    return x < y ? -1 : x > y ? 1 : 0;
  };
  return sortedOrder(texts.length, compare);
}

/** The order in which numbers ascend, as indexes; of equal ones the first comes first. */
export function sortedNumbers(numbers: Float64Array): Job<Uint32Array> {
  return sortedOrder(numbers.length, (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b);
}

/** A merge sort that pauses. */
function* sortedOrder(length: number, compare: Compare): Job<Uint32Array> {
  let order = Uint32Array.from({ length }, (_, index) => index);
  for (let start = 0; start < order.length; start += RUN) {
    order.subarray(start, start + RUN).sort(compare);
    yield;
  }
  for (let width = RUN; width < order.length; width *= 2) {
    const merged = new Uint32Array(order.length);
    for (let start = 0; start < order.length; start += 2 * width) {
      const left = order.subarray(start, start + width);
      const right = order.subarray(start + width, start + 2 * width);
      yield* merge(left, right, merged.subarray(start, start + 2 * width), compare);
    }
    order = merged;
  }
  return order;
}

function* merge(left: Uint32Array, right: Uint32Array, into: Uint32Array, compare: Compare): Job<void> {
  let l = 0;
  let r = 0;
  for (let at = 0; at < into.length; at += 1) {
    const takeLeft = r >= right.length || (l < left.length && compare(left[l] ?? 0, right[r] ?? 0) <= 0);
    into[at] = (takeLeft ? left[l++] : right[r++]) ?? 0;
    if (at % (8 * STEP) === 0) yield;
  }
}

/**
 * Two sorted lists as one. A short list is put into a long one by searching each place, so that a few new customers do
 * not cost a comparison with everybody.
 */
export function mergedOrders(a: Uint32Array, b: Uint32Array, compare: Compare): Uint32Array {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const merged = new Uint32Array(a.length + b.length);
  let taken = 0;
  short.forEach((item, placed) => {
    const until = placeOf(item, long, taken, compare);
    merged.set(long.subarray(taken, until), taken + placed);
    merged[until + placed] = item;
    taken = until;
  });
  merged.set(long.subarray(taken), taken + short.length);
  return merged;
}

/** How many of `list`, from `from` on, come before `item`: in growing strides, then by halving the last one. */
function placeOf(item: number, list: Uint32Array, from: number, compare: Compare): number {
  let low = from;
  let stride = 1;
  while (low + stride <= list.length && compare(list[low + stride - 1] ?? 0, item) < 0) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(low + stride - 1, list.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle] ?? 0, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
