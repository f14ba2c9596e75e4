import { finish, type Job } from './job';

/** Kinds of parts, in the order of their numbers in a snapshot. */
const TEXT = 1;
const ARRAYS = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const;
type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;
type NumberArrayType = (typeof ARRAYS)[number];

/** Kind and length of a part come before it; parts begin where an array of floats may begin. */
const HEAD_BYTES = 8;
const ALIGNMENT = 8;
/** Letters or words done at once: about a millisecond. */
const PIECE = 2 ** 18;

/** Puts texts and arrays one after the other into one buffer, with a checksum at the end. */
export class SnapshotWriter {
  readonly #parts: { readonly kind: number; readonly bytes: readonly Uint8Array[] }[] = [];

  *text(text: string): Job<void> {
    const encoder = new TextEncoder();
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < text.length;) {
      const until = pieceEnd(text, from + PIECE);
      pieces.push(encoder.encode(text.slice(from, until)));
      from = until;
      yield;
    }
    this.#parts.push({ kind: TEXT, bytes: pieces });
  }

  array(array: NumberArray): void {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    this.#parts.push({ kind: kindOf(array.constructor), bytes: [bytes] });
  }

  *finish(): Job<ArrayBuffer> {
    const length = this.#parts.reduce((sum, { bytes }) => sum + HEAD_BYTES + aligned(lengthOf(bytes)), 0);
    const buffer = new ArrayBuffer(length + ALIGNMENT);
    const view = new DataView(buffer);
    const all = new Uint8Array(buffer);
    let at = 0;
    for (const { kind, bytes } of this.#parts) {
      view.setUint32(at, kind, true);
      view.setUint32(at + 4, lengthOf(bytes), true);
      let into = at + HEAD_BYTES;
      for (const piece of bytes) {
        all.set(piece, into);
        into += piece.length;
      }
      at += HEAD_BYTES + aligned(lengthOf(bytes));
      yield;
    }
    view.setUint32(at, yield* checksum(buffer, at), true);
    return buffer;
  }
}

/** Thrown while reading what is no snapshot, or a damaged one. */
export class SnapshotDamaged extends Error {}

/** Gives back the parts in the order they were put. */
export class SnapshotReader {
  #at = 0;

  constructor(private readonly buffer: ArrayBuffer) {
    const end = buffer.byteLength - ALIGNMENT;
    if (end < 0 || end % ALIGNMENT !== 0) throw new SnapshotDamaged('not a snapshot');
    if (new DataView(buffer).getUint32(end, true) !== finish(checksum(buffer, end)))
      throw new SnapshotDamaged('damaged');
  }

  text(): string {
    return new TextDecoder().decode(this.next(TEXT));
  }

  u8(): Uint8Array {
    return new Uint8Array(this.copy(Uint8Array));
  }

  u16(): Uint16Array {
    return new Uint16Array(this.copy(Uint16Array));
  }

  u32(): Uint32Array {
    return new Uint32Array(this.copy(Uint32Array));
  }

  f64(): Float64Array {
    return new Float64Array(this.copy(Float64Array));
  }

  /** A copy, so that the whole buffer need not be kept for one array. */
  private copy(type: NumberArrayType): ArrayBuffer {
    const bytes = this.next(kindOf(type));
    return this.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }

  private next(kind: number): Uint8Array<ArrayBuffer> {
    const end = this.buffer.byteLength - ALIGNMENT;
    if (this.#at + HEAD_BYTES > end) throw new SnapshotDamaged('ends too early');
    const view = new DataView(this.buffer, this.#at, HEAD_BYTES);
    const length = view.getUint32(4, true);
    const start = this.#at + HEAD_BYTES;
    if (view.getUint32(0, true) !== kind || start + length > end)
      throw new SnapshotDamaged('another part than expected');
    this.#at = start + aligned(length);
    return new Uint8Array(this.buffer, start, length);
  }
}

function kindOf(type: unknown): number {
  return TEXT + 1 + ARRAYS.findIndex((known) => known === type);
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

/** Over whole words: a damaged or half-written file is noticed, in milliseconds for tens of megabytes. */
function* checksum(buffer: ArrayBuffer, end: number): Job<number> {
  const words = new Uint32Array(buffer, 0, end / Uint32Array.BYTES_PER_ELEMENT);
  let sum = words.length;
  for (let from = 0; from < words.length; from += PIECE) {
    const until = Math.min(from + PIECE, words.length);
    for (let at = from; at < until; at += 1) sum = (Math.imul(sum, 31) + (words[at] ?? 0)) | 0;
    yield;
  }
  return sum >>> 0;
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

/** Not between the two halves of a character. */
function pieceEnd(text: string, end: number): number {
  const isHalf = end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00;
  return isHalf ? end + 1 : Math.min(end, text.length);
}
