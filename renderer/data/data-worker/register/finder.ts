import type { IdentifierKey } from '../../../../core/domain/customers/duplicates';
import { haveSameNames } from '../../../../core/domain/customers/duplicates';
import { rowKeys, type SearchRow } from '../../../../core/domain/customers/search-row';

/** A customer's row as it is now; null: not to be found any more. */
export interface RowChange {
  readonly id: string;
  readonly row: SearchRow | null;
}

/** Finds customers kept here: the search worker's index in the product. */
export interface Finder {
  /** Takes changed rows; what is asked afterwards is answered from them. Settles when more may be given. */
  change(changes: readonly RowChange[]): Promise<void>;
  /** How many customers can be found here. */
  count(): Promise<number>;
  /** Rows of customers who hold one of these identifiers, own unsent ones included (IC-7, IC-8). */
  holders(keys: readonly IdentifierKey[]): Promise<readonly SearchRow[]>;
  /** Rows of customers of the same first and last name (IC-9). */
  namesakes(names: Pick<SearchRow, 'firstName' | 'lastName'>): Promise<readonly SearchRow[]>;
}

/** A plain finder for small numbers: tests and the simulation. */
export class PlainFinder implements Finder {
  readonly rows = new Map<string, SearchRow>();

  async change(changes: readonly RowChange[]): Promise<void> {
    for (const { id, row } of changes) {
      if (row === null) this.rows.delete(id);
      else this.rows.set(id, row);
    }
  }

  async count(): Promise<number> {
    return this.rows.size;
  }

  async holders(keys: readonly IdentifierKey[]): Promise<readonly SearchRow[]> {
    const asked = keys.map(textOf);
    return [...this.rows.values()].filter((row) => rowKeys(row).some((key) => asked.includes(textOf(key))));
  }

  async namesakes(names: Pick<SearchRow, 'firstName' | 'lastName'>): Promise<readonly SearchRow[]> {
    return [...this.rows.values()].filter((row) => haveSameNames(row, names));
  }
}

function textOf({ kind, key }: IdentifierKey): string {
  return `${kind}:${key}`;
}
