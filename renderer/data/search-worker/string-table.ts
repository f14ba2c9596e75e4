import { STEP, type Job } from './job';

/**
 * Many texts kept as one text and the places where each ends: a hundred thousand strings cost two objects, and are saved
 * and restored as such.
 */
export class StringTable {
  constructor(
    readonly text: string,
    readonly ends: Uint32Array,
  ) {}

  static *of(texts: readonly string[]): Job<StringTable> {
    const ends = new Uint32Array(texts.length);
    const pieces: string[] = [];
    let end = 0;
    for (let from = 0; from < texts.length; from += 8 * STEP) {
      const piece = texts.slice(from, from + 8 * STEP);
      piece.forEach((text, at) => {
        end += text.length;
        ends[from + at] = end;
      });
      pieces.push(piece.join(''));
      yield;
    }
    return new StringTable(pieces.join(''), ends);
  }

  get length(): number {
    return this.ends.length;
  }

  at(index: number): string {
    return this.text.slice(this.startOf(index), this.ends[index]);
  }

  /** Whether the text at `index` begins with `beginning`, without making a string of it. */
  beginsWith(index: number, beginning: string): boolean {
    const start = this.startOf(index);
    return start + beginning.length <= (this.ends[index] ?? 0) && this.text.startsWith(beginning, start);
  }

  /** In a table sorted ascending: how many texts come before `text`. */
  countBefore(text: string): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private startOf(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] ?? 0);
  }
}
