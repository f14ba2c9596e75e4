import { Dexie, type Table } from 'dexie';
import type { Pack, PackChanges, PackHead, PackTables } from './pack-tables';

/** Packs in IndexedDB, one database a collection. */
export class DexiePackTables implements PackTables {
  private readonly database: Dexie;
  private readonly headTable: Table<PackHead, number>;
  private readonly packTable: Table<Pack, number>;

  constructor(name: string) {
    this.database = new Dexie(name);
    this.database.version(1).stores({ heads: 'number', packs: 'number' });
    this.headTable = this.database.table('heads');
    this.packTable = this.database.table('packs');
  }

  heads(): Promise<readonly PackHead[]> {
    return this.headTable.toArray();
  }

  async read(numbers: readonly number[]): Promise<readonly Pack[]> {
    const found = await this.packTable.bulkGet([...numbers]);
    return found.filter((pack) => pack !== undefined);
  }

  after(number: number, count: number): Promise<readonly Pack[]> {
    return this.packTable.where('number').above(number).limit(count).toArray();
  }

  async write({ heads, packs, emptied }: PackChanges): Promise<void> {
    const { headTable, packTable } = this;
    await this.database.transaction('rw', headTable, packTable, async () => {
      const puts: Promise<unknown>[] = [headTable.bulkPut([...heads]), packTable.bulkPut([...packs])];
      if (emptied.length > 0) puts.push(headTable.bulkDelete([...emptied]), packTable.bulkDelete([...emptied]));
      await Promise.all(puts);
    });
  }

  async remove(): Promise<void> {
    await this.database.delete();
  }

  async close(): Promise<void> {
    this.database.close();
  }
}
