import pg, { type ClientBase, type CustomTypesConfig, type Pool } from 'pg';

/** One piece of SQL, prepared once per connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs a statement on a connection or a pool and answers its rows. */
export type Run = <Row>(statement: Statement, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** `int8` as numbers: instants, sequences and counts of ours stay far below 2^53. Json arrives parsed. */
const types: CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(id, format) as (text: string) => unknown),
};

/** Names a statement; names are unique within the store. */
export function sql(name: string, text: string): Statement {
  return { name, text };
}

export function runOn(connection: ClientBase | Pool): Run {
  return async <Row>({ name, text }: Statement, values: readonly unknown[] = []) => {
    const answer = await connection.query({ name, text, values: [...values], types });
    return answer.rows as Row[];
  };
}

/**
 * Values as one JSON text, for a parameter that is read with `json_array_elements($n::json)` beside `unnest` in
 * `ROWS FROM`: an array of texts would have every quote escaped a second time.
 */
export function jsonList(values: readonly unknown[]): string {
  return JSON.stringify(values);
}
