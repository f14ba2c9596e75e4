import type { Pack, PackChanges, PackHead, PackTables } from './pack-tables';

/** What outlives closing the tables. */
export class PackMemory {
  readonly heads = new Map<number, PackHead>();
  readonly packs = new Map<number, Pack>();
}

/** Packs in memory, for unit tests and the simulation. */
export class MemoryPackTables implements PackTables {
  constructor(private readonly memory: PackMemory) {}

  async heads(): Promise<readonly PackHead[]> {
    return [...this.memory.heads.values()].sort((a, b) => a.number - b.number);
  }

  async read(numbers: readonly number[]): Promise<readonly Pack[]> {
    return numbers.flatMap((number) => this.memory.packs.get(number) ?? []);
  }

  async after(number: number, count: number): Promise<readonly Pack[]> {
    const numbers = [...this.memory.packs.keys()].filter((one) => one > number).sort((a, b) => a - b);
    return this.read(numbers.slice(0, count));
  }

  async write({ heads, packs, emptied }: PackChanges): Promise<void> {
    for (const head of heads) this.memory.heads.set(head.number, head);
    for (const pack of packs) this.memory.packs.set(pack.number, pack);
    for (const number of emptied) {
      this.memory.heads.delete(number);
      this.memory.packs.delete(number);
    }
  }

  async remove(): Promise<void> {
    this.memory.heads.clear();
    this.memory.packs.clear();
  }

  async close(): Promise<void> {
    // What is in memory stays for the next tables.
  }
}
