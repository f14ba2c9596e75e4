import { join } from 'node:path';
import { segmentFrame } from './frame';
import type { Disk, DiskFile } from './disk';

export const SEGMENT_BYTES = 16 * 1024 * 1024;
/** With the segment in use: 64 MB that are there whatever else fills the disk. */
export const SPARE_SEGMENTS = 3;

/** More than the frame that opens a segment takes. */
const OPENING_BYTES = 512;
const PREALLOCATION_CHUNK = 1024 * 1024;

/** Name of the file of segment `number`. */
export function segmentName(number: number): string {
  return `segment-${String(number).padStart(8, '0')}.log`;
}

/** The number of a segment file, or null for another file. */
export function segmentNumber(name: string): number | null {
  const match = /^segment-(\d{8,})\.log$/.exec(name);
  return match === null ? null : Number(match[1]);
}

/** The segment file is not what this process made of it: another one writes here, or it was cut or removed. */
export class ForeignHand extends Error {
  constructor(readonly segment: number) {
    super(`Journal segment ${segment} is not as long as it was written.`);
    this.name = 'ForeignHand';
  }
}

export interface SegmentOptions {
  readonly disk: Disk;
  readonly folder: string;
  readonly registerId: string;
  readonly segmentBytes: number;
  readonly spareSegments: number;
}

/** Where bytes were written. */
export interface Written {
  readonly segment: number;
  readonly position: number;
}

/** A write or flush failed; what is on disk at `at` is unknown. Null when nothing was written. */
export class WriteFailed extends Error {
  constructor(
    readonly at: Written | null,
    override readonly cause: unknown,
  ) {
    super('The journal could not be written.');
    this.name = 'WriteFailed';
  }
}

/** Writes to the current segment and moves on to the next: full, or no longer to be trusted. */
export class SegmentWriter {
  #current: { readonly number: number; readonly file: DiskFile; position: number } | null = null;
  #lastNumber: number;
  #spares: string[];
  #nextSpare: number;
  #preparing: Promise<void> | null = null;

  constructor(
    private readonly options: SegmentOptions,
    found: { readonly lastNumber: number; readonly spares: readonly string[] },
  ) {
    this.#lastNumber = found.lastNumber;
    this.#spares = [...found.spares];
    this.#nextSpare = 1 + Math.max(0, ...found.spares.map((name) => spareNumber(name) ?? 0));
  }

  /** Goes on in an existing segment whose rest is unused. */
  async continueIn(number: number, position: number): Promise<void> {
    const file = await this.options.disk.open(this.#path(segmentName(number)), 'write');
    this.#current = { number, file, position };
  }

  /**
   * Writes and flushes one frame. Rejects with `WriteFailed`, after which the segment in use is closed for good and the
   * next attempt goes into another one, or with `ForeignHand`.
   */
  async write(frame: Buffer): Promise<Written> {
    const segment = await this.#segmentWithRoom(frame.length).catch((cause: unknown) => {
      throw new WriteFailed(null, cause);
    });
    const { number, file } = segment;
    const opening = segment.position === 0 ? segmentFrame(this.options.registerId, number) : Buffer.alloc(0);
    const position = segment.position + opening.length;
    try {
      const { bytes, named } = await file.size();
      if (bytes !== this.options.segmentBytes || !named) throw new ForeignHand(number);
      await file.write(opening.length === 0 ? frame : Buffer.concat([opening, frame]), segment.position);
      await file.sync();
    } catch (cause) {
      await this.#leave();
      if (cause instanceof ForeignHand) throw cause;
      throw new WriteFailed({ segment: number, position }, cause);
    }
    segment.position = position + frame.length;
    return { segment: number, position };
  }

  /**
   * Has `work` replace the file of a segment by one of the same length. The one in use is closed meanwhile, and gone on
   * in only when it is known to be the new one. Rejects with `ForeignHand` without having asked.
   */
  async whileClosed(number: number, work: () => Promise<void>): Promise<void> {
    const current = this.#current;
    if (current?.number !== number) return work();
    const { bytes, named } = await current.file.size();
    await this.#leave();
    if (bytes !== this.options.segmentBytes || !named) throw new ForeignHand(number);
    await work();
    // Without a place to go on in, the next write begins a new segment.
    await this.continueIn(number, current.position).catch(() => undefined);
  }

  /** Fills up the spare segments, in the background; what fails is tried again with the next call. */
  prepareSpares(): Promise<void> {
    this.#preparing ??= this.#makeSpares()
      .catch(() => undefined)
      .finally(() => {
        this.#preparing = null;
      });
    return this.#preparing;
  }

  async close(): Promise<void> {
    await this.#preparing;
    await this.#leave();
  }

  #path(name: string): string {
    return join(this.options.folder, name);
  }

  async #leave(): Promise<void> {
    const left = this.#current;
    this.#current = null;
    await left?.file.close().catch(() => undefined);
  }

  async #segmentWithRoom(bytes: number) {
    const { segmentBytes } = this.options;
    if (bytes > segmentBytes - OPENING_BYTES) throw new Error('A frame is larger than a segment.');
    if (this.#current !== null && this.#current.position + bytes > segmentBytes) await this.#leave();
    return (this.#current ??= await this.#nextSegment());
  }

  async #nextSegment() {
    const { disk, folder } = this.options;
    const spare = this.#spares.shift() ?? (await this.#makeSpare());
    const number = (this.#lastNumber += 1);
    const path = this.#path(segmentName(number));
    await disk.rename(this.#path(spare), path);
    await disk.syncFolder(folder);
    void this.prepareSpares();
    return { number, file: await disk.open(path, 'write'), position: 0 };
  }

  async #makeSpares(): Promise<void> {
    while (this.#spares.length < this.options.spareSegments) this.#spares.push(await this.#makeSpare());
  }

  /** Zeros are written, not only the length set: the blocks belong to the journal from now on. */
  async #makeSpare(): Promise<string> {
    const { disk, segmentBytes } = this.options;
    const name = spareName(this.#nextSpare);
    this.#nextSpare += 1;
    const unfinished = this.#path(`${name}.new`);
    try {
      const file = await disk.open(unfinished, 'create');
      try {
        const zeros = Buffer.alloc(Math.min(PREALLOCATION_CHUNK, segmentBytes));
        for (let at = 0; at < segmentBytes; at += zeros.length) {
          await file.write(zeros.subarray(0, Math.min(zeros.length, segmentBytes - at)), at);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await disk.rename(unfinished, this.#path(name));
    } catch (error) {
      await disk.remove(unfinished).catch(() => undefined);
      throw error;
    }
    return name;
  }
}

function spareName(number: number): string {
  return `spare-${String(number).padStart(8, '0')}`;
}

/** The number of a finished spare file, or null for another file. */
export function spareNumber(name: string): number | null {
  const match = /^spare-(\d{8,})$/.exec(name);
  return match === null ? null : Number(match[1]);
}
