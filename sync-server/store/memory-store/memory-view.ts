/** Every table of the in-memory store, by name: documents and feed rows have one table per collection and feed. */
export type Tables = Map<string, Map<string, unknown>>;

/** What a statement reads: everything committed, and inside a unit of work its own writes over that. */
export interface View {
  get<Row>(table: string, key: string): Row | undefined;
  rows<Row>(table: string): ReadonlyMap<string, Row>;
}

/** The rows committed. */
export function committedView(tables: Tables): View {
  return {
    get: <Row>(table: string, key: string) => tables.get(table)?.get(key) as Row | undefined,
    rows: <Row>(table: string) => (tables.get(table) ?? new Map()) as ReadonlyMap<string, Row>,
  };
}

/** A row, or null for one that was dropped. */
type Write = { readonly row: unknown } | null;

/** A unit of work's own writes over the committed rows. */
export class WriteSet implements View {
  readonly #base: View;
  readonly #writes = new Map<string, Map<string, Write>>();

  constructor(base: View) {
    this.#base = base;
  }

  get<Row>(table: string, key: string): Row | undefined {
    const own = this.#writes.get(table)?.get(key);
    return own === undefined ? this.#base.get<Row>(table, key) : (own?.row as Row | undefined);
  }

  rows<Row>(table: string): ReadonlyMap<string, Row> {
    const own = this.#writes.get(table);
    if (own === undefined) return this.#base.rows<Row>(table);
    const merged = new Map(this.#base.rows<Row>(table));
    laid(own, merged);
    return merged;
  }

  /** Keeps a copy as it would come back from a database: plain JSON that nobody can change. */
  put(table: string, key: string, row: unknown): void {
    this.#write(table, key, { row: frozen(JSON.parse(JSON.stringify(row))) });
  }

  drop(table: string, key: string): void {
    this.#write(table, key, null);
  }

  applyTo(tables: Tables): void {
    for (const [name, writes] of this.#writes) {
      const table = tables.get(name) ?? new Map<string, unknown>();
      tables.set(name, table);
      laid(writes, table);
    }
  }

  #write(table: string, key: string, write: Write): void {
    const writes = this.#writes.get(table) ?? new Map<string, Write>();
    this.#writes.set(table, writes.set(key, write));
  }
}

function laid(writes: ReadonlyMap<string, Write>, rows: Map<string, unknown>): void {
  for (const [key, write] of writes) {
    if (write === null) rows.delete(key);
    else rows.set(key, write.row);
  }
}

function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
