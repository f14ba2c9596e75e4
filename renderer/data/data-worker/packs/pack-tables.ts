/** Which documents a pack holds, so that a document is found without reading packs. */
export interface PackHead {
  /** Ascends in the order in which packs were begun; never given twice. */
  readonly number: number;
  readonly ids: readonly string[];
  /** Those of `ids` that are tombstones: removed documents of which only the id is left. */
  readonly gone: readonly string[];
}

/** A pack: several documents as one text, the JSON of an array. */
export interface Pack {
  readonly number: number;
  readonly text: string;
}

/** What changes together. A head or pack of a known number is replaced. */
export interface PackChanges {
  readonly heads: readonly PackHead[];
  readonly packs: readonly Pack[];
  /** Numbers of packs of which nothing is left. */
  readonly emptied: readonly number[];
}

/** Where the packs of one collection lie: IndexedDB in the product, memory in tests and the simulation. */
export interface PackTables {
  /** Every head, ascending. */
  heads(): Promise<readonly PackHead[]>;
  /** The packs of these numbers that are there. */
  read(numbers: readonly number[]): Promise<readonly Pack[]>;
  /** Packs of higher numbers than `number`, ascending, at most `count`. */
  after(number: number, count: number): Promise<readonly Pack[]>;
  /** All of it or nothing. */
  write(changes: PackChanges): Promise<void>;
  /** Removes everything. The tables are not used any more. */
  remove(): Promise<void>;
  close(): Promise<void>;
}
