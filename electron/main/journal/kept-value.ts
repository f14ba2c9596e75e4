import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Disk } from './disk';
import { readSmallFile, replaceFile } from './small-file';

/**
 * A value in a small file that is replaced as a whole. What cannot be read, or has another shape, is the `fallback`;
 * the file then keeps its content under another name.
 */
export class KeptValue<Schema extends TSchema> {
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly disk: Disk,
    private readonly path: string,
    private current: Static<Schema>,
  ) {}

  /** Reads the value. Never rejects. */
  static async open<Schema extends TSchema>(
    disk: Disk,
    path: string,
    schema: Schema,
    fallback: Static<Schema>,
  ): Promise<KeptValue<Schema>> {
    const text = await readSmallFile(disk, path).catch(() => null);
    const value = text === null ? fallback : parsed(schema, text);
    if (value === undefined) await disk.rename(path, `${path}.set-aside`).catch(() => undefined);
    return new KeptValue<Schema>(disk, path, value ?? fallback);
  }

  get value(): Static<Schema> {
    return this.current;
  }

  /** Holds at once; resolves when it would survive a power cut, and rejects when the disk does. */
  set(value: Static<Schema>): Promise<void> {
    this.current = value;
    // One after the other; each writes what is newest then.
    const write = () => replaceFile(this.disk, this.path, JSON.stringify(this.current));
    const written = this.#writing.then(write, write);
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

function parsed<Schema extends TSchema>(schema: Schema, text: string): Static<Schema> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Value.Check(schema, value) ? (value as Static<Schema>) : undefined;
  } catch {
    return undefined;
  }
}
