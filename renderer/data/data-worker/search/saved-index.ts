import { Dexie, type Table } from 'dexie';

interface SavedRow {
  readonly name: string;
  /** What the index was made from; see `IndexKeeper`. Beside the buffer too, so that it can be read without it. */
  readonly madeFor: string;
  readonly buffer: ArrayBuffer;
}

const NAME = 'customers';

/** Where the search index lies between two runs: one blob. Losing it costs a rebuild and nothing else. */
export class SavedIndex {
  private readonly database: Dexie;
  private readonly table: Table<SavedRow, string>;

  constructor(databaseName = 'pawtill-search') {
    this.database = new Dexie(databaseName);
    this.database.version(1).stores({ saved: 'name' });
    this.table = this.database.table('saved');
  }

  /** The saved index when it was made for this register at this place; null otherwise. Never rejects. */
  async read(madeFor: string): Promise<ArrayBuffer | null> {
    try {
      const saved = await this.table.get(NAME);
      return saved?.madeFor === madeFor ? saved.buffer : null;
    } catch {
      return null;
    }
  }

  /** Never rejects. */
  async write(madeFor: string, buffer: ArrayBuffer): Promise<void> {
    await this.table.put({ name: NAME, madeFor, buffer }).catch(() => undefined);
  }
}
