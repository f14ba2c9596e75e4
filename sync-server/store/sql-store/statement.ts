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

/** A `json[]` in the form of the wire: dimensions, whether there are NULLs, the elements' type, length, lower bound. */
const ARRAY_HEAD_BYTES = 20;

/**
 * Values as a binary `json[]` parameter. As one JSON text the database would read every value twice to take it apart,
 * and an array of texts would have every quote escaped a second time.
 */
export function jsonList(values: readonly unknown[]): Buffer {
  const texts = values.map((value) => JSON.stringify(value) ?? 'null');
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, ARRAY_HEAD_BYTES));
  let end = 0;
  for (const head of [1, 0, pg.types.builtins.JSON, texts.length, 1]) end = bytes.writeInt32BE(head, end);
  texts.forEach((text, index) => {
    end = bytes.writeInt32BE(lengths[index] ?? 0, end);
    end += bytes.write(text, end);
  });
  return bytes;
}
