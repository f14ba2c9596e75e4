import type { ClientBase } from 'pg';
import type { BackupSequence } from './backup-format';

/** The migrations table is not data: restoring runs the migrations themselves. */
const NOT_DATA = 'pgmigrations';

const OURS = (relation: string) =>
  `${relation}.relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT FROM pg_depend
     WHERE classid = 'pg_class'::regclass AND objid = ${relation}.oid AND deptype = 'e')`;

/** Every table that holds data, with the columns that can be written. A partitioned table stands for its parts. */
export async function dataTables(
  client: ClientBase,
): Promise<readonly { readonly name: string; readonly columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE ${OURS('c')} AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
        AND c.relname <> $1 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      GROUP BY c.relname ORDER BY c.relname`,
    [NOT_DATA],
  );
  return rows;
}

/** Where every sequence stands. Sequences keep no old versions, so it may be further than the snapshot, never less. */
export async function sequenceStates(client: ClientBase): Promise<BackupSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE ${OURS('c')} AND c.relkind = 'S' AND c.relname NOT LIKE $1 || '\\_%' ORDER BY c.relname`,
    [NOT_DATA],
  );
  const states: BackupSequence[] = [];
  for (const { name } of rows) {
    const state = await client.query<{ last_value: string; is_called: boolean }>(
      `SELECT last_value::text, is_called FROM ${client.escapeIdentifier(name)}`,
    );
    const [row] = state.rows;
    if (row) states.push({ name, lastValue: row.last_value, isCalled: row.is_called });
  }
  return states;
}

/** Drops everything of ours; extensions and the schema itself (and its grants) stay. */
export async function dropEverything(client: ClientBase): Promise<void> {
  // Tables first: they take their own sequences along, which cannot be dropped apart.
  for (const list of [TABLE_DROPS, OTHER_DROPS]) {
    const { rows } = await client.query<{ statement: string }>(list);
    for (const { statement } of rows) await client.query(statement);
  }
}

const TABLE_DROPS = `SELECT format('DROP TABLE IF EXISTS %I CASCADE', relname) AS statement
  FROM pg_class c WHERE ${OURS('c')} AND relkind IN ('r', 'p') AND NOT relispartition`;

const OTHER_DROPS = `
  SELECT format('DROP %s IF EXISTS %I CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
           ELSE 'SEQUENCE' END, relname) AS statement
    FROM pg_class c WHERE ${OURS('c')} AND relkind IN ('v', 'm', 'S')
  UNION ALL
  SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
   WHERE pronamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT FROM pg_depend
     WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
  UNION ALL
  SELECT format('DROP TYPE IF EXISTS %I CASCADE', typname) FROM pg_type t
   WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM pg_depend
     WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')`;

/**
 * Takes away what would judge or change rows one by one while they come back in any order: foreign keys (checked as a
 * whole when they return) and triggers. Returns what puts them back.
 */
export async function suspendRules(client: ClientBase): Promise<readonly string[]> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE ${OURS('c')} AND k.contype = 'f' AND k.conparentid = 0`,
  );
  const { rows: triggered } = await client.query<{ table: string }>(
    `SELECT DISTINCT c.relname AS table FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE ${OURS('c')} AND NOT t.tgisinternal`,
  );
  const back: string[] = [];
  for (const { table, name, definition } of keys) {
    const target = `ALTER TABLE ${client.escapeIdentifier(table)}`;
    await client.query(`${target} DROP CONSTRAINT ${client.escapeIdentifier(name)}`);
    back.push(`${target} ADD CONSTRAINT ${client.escapeIdentifier(name)} ${definition}`);
  }
  for (const { table } of triggered) {
    const target = `ALTER TABLE ${client.escapeIdentifier(table)}`;
    await client.query(`${target} DISABLE TRIGGER USER`);
    back.push(`${target} ENABLE TRIGGER USER`);
  }
  return back;
}
