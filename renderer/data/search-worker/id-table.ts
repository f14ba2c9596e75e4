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
  static of(ids: readonly string[], packedRows: StringTable): IdTable {
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * ids.length + 1)));
    ids.forEach((id, row) => {
      let slot = firstSlot(id, slots.length);
      while (slots[slot] !== 0) slot = (slot + 1) % slots.length;
      slots[slot] = row + 1;
    });
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
