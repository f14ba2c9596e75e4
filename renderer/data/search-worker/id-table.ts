import { STEP, type Job } from './job';
import type { StringTable } from './string-table';

/**
 * Which row an id has: open addressing over one array, so that nothing has to be made anew after a restore. Slots hold
 * row + 1; the ids themselves are the beginnings of the packed rows.
 */
export class IdTable {
  constructor(
    readonly slots: Uint32Array,
    private readonly packedRows: StringTable,
  ) {}

  /** The table of rows whose packed form begins as `beginningOf` says. */
  static *of(rows: readonly { readonly id: string }[], packedRows: StringTable): Job<IdTable> {
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * rows.length + 1)));
    for (const [row, { id }] of rows.entries()) {
      let slot = firstSlot(id, slots.length);
      while (slots[slot] !== 0) slot = (slot + 1) % slots.length;
      slots[slot] = row + 1;
      if (row % (4 * STEP) === 0) yield;
    }
    return new IdTable(slots, packedRows);
  }

  /** The row of `id`; -1 when it is not here. */
  find(id: string): number {
    const beginning = packedId(id);
    let slot = firstSlot(id, this.slots.length);
    for (;;) {
      const row = (this.slots[slot] ?? 0) - 1;
      if (row === -1 || this.packedRows.beginsWith(row, beginning)) return row;
      slot = (slot + 1) % this.slots.length;
    }
  }
}

/** The id a packed row begins with, read without the rest; null when only the whole row tells. */
export function idOfPacked(packed: string): string | null {
  const id = packed.slice(2, packed.indexOf('"', 2));
  return id.includes('\\') ? null : id;
}

/** How the packed row of a customer begins. */
export function packedId(id: string): string {
  return `[${JSON.stringify(id)},`;
}

/** FNV-1a. */
function firstSlot(id: string, slots: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % slots;
}
