import { dirname } from 'node:path';
import type { Disk, DiskFile, OpenMode } from '../../electron/main/journal/disk';

/** What a disk is asked to do; a fault is chosen by it. */
export interface DiskOperation {
  readonly name: 'open' | 'write' | 'sync' | 'read' | 'rename' | 'remove' | 'syncFolder' | 'truncate' | 'list';
  readonly path: string;
}

/**
 * What goes wrong with one operation.
 * - `error`: it rejects; of a write, `part` (0 … 1) of the bytes are there.
 * - `sync-error`: it rejects; the bytes not yet flushed are durable all the same (`kept`), gone (`dropped`), or can be
 *   read and are gone after a power cut, whatever is flushed later (`limbo`).
 * - `power-cut`: it rejects and so does everything after it; what was not flushed is lost but for some of it.
 * - `kill`: the same for the process; the disk keeps everything.
 */
export type DiskFault =
  | { readonly kind: 'error'; readonly code: 'ENOSPC' | 'EIO'; readonly part?: number }
  | { readonly kind: 'sync-error'; readonly bytes: 'kept' | 'dropped' | 'limbo' }
  | { readonly kind: 'power-cut' }
  | { readonly kind: 'kill' };

interface PendingWrite {
  readonly position: number;
  /** Null: the file was cut to `position`. */
  readonly bytes: Buffer | null;
}

interface Blob {
  cached: Buffer;
  durable: Buffer;
  pending: PendingWrite[];
}

type NameChange = (names: Map<string, Blob>) => void;

const SECTOR = 512;

/** A copy of a whole disk. */
export interface DiskImage {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly folders: ReadonlySet<string>;
}

/**
 * A computer with a disk in memory that fails on request, the same way for the same `random`. `boot` starts a process
 * on it; after a power cut or a kill that process's disk answers nothing any more, and one boots again.
 */
export class FaultyComputer {
  readonly #cachedNames = new Map<string, Blob>();
  readonly #durableNames = new Map<string, Blob>();
  readonly #folders = new Set<string>();
  #pendingNames: NameChange[] = [];
  #life = 0;
  freeBytes = 100_000_000_000;
  /** Asked before every operation. */
  fault: (operation: DiskOperation) => DiskFault | null = () => null;

  constructor(private readonly random: () => number) {}

  /** The disk as a new process sees it. */
  boot(): Disk {
    this.#life += 1;
    const life = this.#life;
    const doing = (name: DiskOperation['name'], path: string) => this.#meet(life, { name, path });
    return {
      makeFolder: async (folder) => {
        this.#alive(life);
        for (let each = folder; !this.#folders.has(each) && each !== dirname(each); each = dirname(each)) {
          this.#folders.add(each);
        }
      },
      list: async (folder) => {
        doing('list', folder);
        if (!this.#folders.has(folder)) throw systemError('ENOENT', folder);
        const names = [...this.#cachedNames.keys(), ...this.#folders].filter((path) => dirname(path) === folder);
        return names.map((path) => path.slice(folder.length + 1)).sort();
      },
      open: async (path, mode) => {
        doing('open', path);
        return this.#file(life, path, this.#blob(path, mode));
      },
      rename: async (from, to) => {
        doing('rename', from);
        const blob = this.#cachedNames.get(from);
        if (blob === undefined) throw systemError('ENOENT', from);
        this.#changeNames((names) => {
          names.delete(from);
          names.set(to, blob);
        });
      },
      remove: async (path) => {
        doing('remove', path);
        this.#changeNames((names) => names.delete(path));
      },
      syncFolder: async (folder) => {
        doing('syncFolder', folder);
        this.#flushNames(this.#pendingNames.length);
      },
      freeBytes: async () => {
        this.#alive(life);
        return this.freeBytes;
      },
    };
  }

  /** Everything that was not flushed is lost, but for a part of it; a write may be torn. */
  cutPower(): void {
    this.#life += 1;
    for (const blob of new Set([...this.#cachedNames.values(), ...this.#durableNames.values()])) this.#tear(blob);
    this.#flushNames(Math.floor(this.random() * (this.#pendingNames.length + 1)));
    this.#pendingNames = [];
    this.#cachedNames.clear();
    for (const [path, blob] of this.#durableNames) this.#cachedNames.set(path, blob);
  }

  /** The process is gone, the disk keeps everything. */
  kill(): void {
    this.#life += 1;
  }

  /** Copies the disk as it is, files being written included. */
  image(): DiskImage {
    const files = new Map([...this.#cachedNames].map(([path, { cached }]) => [path, Buffer.from(cached)]));
    return { files, folders: new Set(this.#folders) };
  }

  /** Puts an image in place of everything; the process that runs is gone. */
  restore({ files, folders }: DiskImage): void {
    this.#life += 1;
    this.#pendingNames = [];
    this.#cachedNames.clear();
    this.#durableNames.clear();
    for (const folder of folders) this.#folders.add(folder);
    for (const [path, content] of files) {
      const blob = { cached: Buffer.from(content), durable: Buffer.from(content), pending: [] };
      this.#cachedNames.set(path, blob);
      this.#durableNames.set(path, blob);
    }
  }

  /** What a file holds now; null when there is none. For looking at it in tests. */
  contentOf(path: string): Buffer | null {
    return this.#cachedNames.get(path)?.cached ?? null;
  }

  /** Paths of all files. */
  get paths(): readonly string[] {
    return [...this.#cachedNames.keys()].sort();
  }

  /** Changes a stored file behind everybody's back: a bad sector, another hand. Null removes it. */
  damage(path: string, change: (content: Buffer) => Buffer | null): void {
    const blob = this.#cachedNames.get(path);
    if (blob === undefined) throw new Error(`There is no ${path}.`);
    const changed = change(Buffer.from(blob.cached));
    if (changed === null) {
      this.#changeNames((names) => names.delete(path));
      this.#flushNames(this.#pendingNames.length);
      return;
    }
    blob.cached = changed;
    blob.durable = Buffer.from(changed);
    blob.pending = [];
  }

  #alive(life: number): void {
    if (life !== this.#life) throw systemError('EIO', 'the process is gone');
  }

  /** Applies a fault that is not particular to writes and flushes; answers one that is. */
  #meet(life: number, operation: DiskOperation): DiskFault | null {
    this.#alive(life);
    const fault = this.fault(operation);
    if (fault === null) return null;
    if (operation.name === 'write' || operation.name === 'sync') return fault;
    if (fault.kind === 'error') throw systemError(fault.code, operation.path);
    this.#end(fault);
    throw systemError('EIO', operation.path);
  }

  #end(fault: DiskFault): void {
    if (fault.kind === 'power-cut') this.cutPower();
    if (fault.kind === 'kill') this.kill();
  }

  #blob(path: string, mode: OpenMode): Blob {
    if (!this.#folders.has(dirname(path))) throw systemError('ENOENT', path);
    const known = this.#cachedNames.get(path);
    if (mode !== 'create') {
      if (known === undefined) throw systemError('ENOENT', path);
      return known;
    }
    const created: Blob = { cached: Buffer.alloc(0), durable: Buffer.alloc(0), pending: [] };
    this.#changeNames((names) => names.set(path, created));
    return created;
  }

  #file(life: number, path: string, blob: Blob): DiskFile {
    const change = (position: number, bytes: Buffer | null): void => {
      blob.pending.push({ position, bytes });
      blob.cached = applied(blob.cached, { position, bytes });
    };
    return {
      write: async (bytes, position) => {
        const fault = this.#meet(life, { name: 'write', path });
        const part = fault === null ? 1 : fault.kind === 'error' ? (fault.part ?? 0) : this.random();
        change(position, Buffer.from(bytes.subarray(0, Math.floor(bytes.length * part))));
        if (fault === null) return;
        this.#end(fault);
        throw systemError(fault.kind === 'error' ? fault.code : 'EIO', path);
      },
      read: async (position, length) => {
        this.#meet(life, { name: 'read', path });
        return Buffer.from(blob.cached.subarray(position, position + length));
      },
      sync: async () => {
        const fault = this.#meet(life, { name: 'sync', path });
        if (fault === null || (fault.kind === 'sync-error' && fault.bytes === 'kept')) flush(blob);
        if (fault === null) return;
        if (fault.kind === 'sync-error' && fault.bytes === 'dropped') blob.cached = Buffer.from(blob.durable);
        if (fault.kind === 'sync-error') blob.pending = [];
        this.#end(fault);
        throw systemError('EIO', path);
      },
      size: async () => {
        this.#alive(life);
        return { bytes: blob.cached.length, named: [...this.#cachedNames.values()].includes(blob) };
      },
      truncate: async (bytes) => {
        this.#meet(life, { name: 'truncate', path });
        change(bytes, null);
      },
      close: async () => undefined,
    };
  }

  #changeNames(change: NameChange): void {
    this.#pendingNames.push(change);
    change(this.#cachedNames);
  }

  #flushNames(count: number): void {
    for (const change of this.#pendingNames.splice(0, count)) change(this.#durableNames);
  }

  #tear(blob: Blob): void {
    const inOrder = this.random() < 0.5;
    const until = this.random() * blob.pending.length;
    blob.pending.forEach((write, at) => {
      if (write.bytes === null || !inOrder) {
        for (const sector of sectors(write)) if (this.random() < 0.5) blob.durable = applied(blob.durable, sector);
      } else if (at < Math.floor(until)) blob.durable = applied(blob.durable, write);
      else if (at < until) {
        const bytes = write.bytes.subarray(0, Math.floor(this.random() * write.bytes.length));
        blob.durable = applied(blob.durable, { position: write.position, bytes });
      }
    });
    blob.pending = [];
    blob.cached = Buffer.from(blob.durable);
  }
}

function flush(blob: Blob): void {
  for (const write of blob.pending) blob.durable = applied(blob.durable, write);
  blob.pending = [];
}

/** `content` after a write; changed in place where it is long enough. */
function applied(content: Buffer, { position, bytes }: PendingWrite): Buffer {
  if (bytes === null) return Buffer.from(content.subarray(0, position));
  const long = content.length >= position + bytes.length;
  const next = long ? content : Buffer.concat([content, Buffer.alloc(position + bytes.length - content.length)]);
  bytes.copy(next, position);
  return next;
}

function sectors(write: PendingWrite): readonly PendingWrite[] {
  const { position, bytes } = write;
  if (bytes === null) return [write];
  const starts = Array.from({ length: Math.ceil(bytes.length / SECTOR) }, (_, at) => at * SECTOR);
  return starts.map((start) => ({ position: position + start, bytes: bytes.subarray(start, start + SECTOR) }));
}

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
